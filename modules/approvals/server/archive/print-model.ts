import { fillWords, type Language, type Words } from '#kernel/contract/words.ts';
import type { Opinion } from '../../contract/instance.ts';
import type { InstanceEvent } from '../../contract/instance-event.ts';
import type { RequestView } from '../../contract/request.ts';
import { answersOnRecord, outcomesOnRecord, proofsOnRecord } from '../../domain/answers-on-record.ts';
import type { RequestRecord } from '../../domain/request-view.ts';
import { instantText } from './day-text.ts';
import { type PrintedValue, printedValue } from './field-text.ts';
import { answerWords, printWords, signedInWords, statusWords, strengthWords } from './print-words.ts';
import { sizeText } from './size-text.ts';

/** One opinion as it stands on paper. */
interface PrintedOpinion {
  readonly step: string;
  readonly text: string;
  readonly signed: string;
  readonly how: string;
}

/** Everything that stands on the printed form, in the reader's words; nothing that he mustn't see. */
export interface PrintModel {
  readonly language: Language;
  readonly heading: string;
  readonly number: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly fields: readonly { readonly label: string; readonly value: PrintedValue }[];
  readonly opinions: readonly PrintedOpinion[];
  /** What came of opinions that named somebody, and of the whole (落实意见). */
  readonly outcomes: readonly PrintedOpinion[];
  readonly copied: string | undefined;
  readonly comments: readonly PrintedOpinion[];
  readonly attachments: readonly string[];
  /** As people type it. */
  readonly code: string;
  /** Where it is checked, with the code in it; undefined where no address is configured. */
  readonly address: string | undefined;
  readonly foot: string;
}

export interface PrintInput {
  /** As the reader is shown it: hidden fields have no value in it. */
  readonly view: RequestView;
  readonly record: RequestRecord;
  /** The events of the view's revision: what was proved with an answer stands there. */
  readonly events: readonly InstanceEvent[];
  readonly names: ReadonlyMap<string, string>;
  readonly employer: string;
  readonly unit: string | undefined;
  readonly timeZone: string;
  readonly language: Language;
  readonly code: string;
  readonly publicUrl: string | undefined;
  readonly attachments: readonly { readonly fileId: string; readonly name: string; readonly size: number }[];
  /** Who had it printed and when; without a name it is the archive's. */
  readonly madeBy: string | undefined;
  readonly madeAt: string;
}

/** Where the page is that checks a code. */
export const verifyPath = (code: string): string => `/verify/${code}`;

export function printModel(input: PrintInput): PrintModel {
  const { view, names, language, timeZone } = input;
  const say = (words: Words, facts = {}) => fillWords(words, language, facts);
  const at = (instant: string) => instantText(instant, language, timeZone);
  const nameOf = (id: string | undefined) =>
    id === undefined ? say(printWords.system) : (names.get(id) ?? say(printWords.someone));
  const files = new Map(input.attachments.map((file) => [file.fileId, file.name]));
  const designs = new Map(input.record.kind.fields.map((field) => [field.name, field.design]));
  const context = { language, nameOf, fileNameOf: (id: string) => files.get(id) ?? id };
  const sized = ({ name, size }: { readonly name: string; readonly size: number }) =>
    say(printWords.sized, { name, size: sizeText(size, language) });
  const attachedWith = (given: Opinion['files']) =>
    given && `${say(printWords.attachments)}${say(printWords.colon)}${given.map(sized).join(say(printWords.comma))}`;
  const proofOf = proofsOnRecord(input.events);
  const copied = view.steps.flatMap((step) => step.copied ?? []);
  const status = [say(statusWords[view.status] ?? { zh: view.status, en: view.status })];
  if (view.endedAt) status.push(at(view.endedAt));
  if (view.endReason) status.push(view.endReason);
  return {
    language,
    heading: say(printWords.heading, { title: view.title[language] }),
    number: say(printWords.number, { number: view.number }),
    facts: [
      [say(printWords.employer), input.employer],
      [say(printWords.applicant), nameOf(view.applicantId)],
      ...(input.unit ? [[say(printWords.unit), input.unit] as const] : []),
      ...(view.submitterId === view.applicantId
        ? []
        : [[say(printWords.submitter), nameOf(view.submitterId)] as const]),
      [say(printWords.submittedAt), at(view.submittedAt)],
      [say(printWords.status), status.join(' · ')],
      ...input.events.flatMap((event) =>
        event.type === 'revocationAsked' || event.type === 'revocationDropped'
          ? [
              [
                say(printWords[event.type]),
                [nameOf(event.by), at(event.at), event.reason].filter(Boolean).join(' · '),
              ] as const,
            ]
          : [],
      ),
    ],
    fields: view.fields.map((field) => ({
      label: field.label[language],
      value: printedValue(field, designs.get(field.name), context),
    })),
    opinions: answersOnRecord(view).map(({ step, slotId, personId, by, at: answeredAt, answer, opinion, signed }) => {
      const digest = proofOf({ slotId, answer })?.seen.digest;
      const how = [signed && signedInWords[signed.signedIn], signed && strengthWords[signed.strength]];
      const details = [
        opinion?.executor && `${say(printWords.executor)}${say(printWords.colon)}${nameOf(opinion.executor)}`,
        opinion?.manner && `${say(printWords.manner)}${say(printWords.colon)}${opinion.manner}`,
        opinion?.deadline && `${say(printWords.deadline)}${say(printWords.colon)}${at(opinion.deadline)}`,
        attachedWith(opinion?.files),
      ].filter(Boolean);
      return {
        step: step.name[language] + (step.state === 'cancelled' ? say(printWords.cancelled) : ''),
        text: [
          withOpinion(
            say(answerWords[answer] ?? { zh: answer, en: answer }),
            opinion?.text ?? '',
            say(printWords.colon),
          ),
          ...details,
        ].join('\n'),
        signed: `${
          by === undefined || by === personId
            ? nameOf(personId)
            : say(printWords.byDeputy, { by: nameOf(by), name: nameOf(personId) })
        }  ${at(answeredAt)}`,
        how: [...how.map((one) => one && say(one)), digest && say(printWords.seen, { digest: digest.slice(0, 16) })]
          .filter(Boolean)
          .join(' · '),
      };
    }),
    outcomes: outcomesOnRecord(view).map(({ by, at: recordedAt, text, files: attached, executor }) => ({
      step: executor === undefined ? say(printWords.whole) : nameOf(executor),
      text: [text, attachedWith(attached)].filter(Boolean).join('\n'),
      signed: `${nameOf(by)}  ${at(recordedAt)}`,
      how: '',
    })),
    copied:
      copied.length > 0 ? say(printWords.copied, { names: copied.map(nameOf).join(say(printWords.comma)) }) : undefined,
    comments: view.history.flatMap((line) =>
      line.what === 'commented' && line.text
        ? [{ step: nameOf(line.by), text: line.text, signed: at(line.at), how: '' }]
        : [],
    ),
    attachments: input.attachments.map(sized),
    code: input.code,
    address: input.publicUrl && input.publicUrl + verifyPath(input.code),
    foot: input.madeBy
      ? say(printWords.printed, { name: input.madeBy, time: at(input.madeAt) })
      : say(printWords.archived, { time: at(input.madeAt) }),
  };
}

/** What was answered, before what was said with it where that doesn't begin with the same word. */
function withOpinion(answer: string, opinion: string, colon: string): string {
  if (opinion === '') return answer;
  return opinion.startsWith(answer) ? opinion : answer + colon + opinion;
}
