import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { UnderWayNote, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { act, comment, takeBack } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import { useProof } from '../use-proof.ts';
import type { Shown, Slot } from '../use-shown.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';
import { OpinionFiles } from './opinion-files.tsx';
import { namesIn, namesOf, nothingNamed, OpinionNames } from './opinion-names.tsx';
import { OwnPhrases } from './own-phrases.tsx';
import { ProofNote } from './proof-note.tsx';

export type Outcome = 'approve' | 'reject' | 'handle';

const phraseKeys = {
  approve: ['phrase.approve.1', 'phrase.approve.2', 'phrase.approve.3'],
  reject: ['phrase.reject.1', 'phrase.reject.2', 'phrase.reject.3'],
  handle: ['phrase.handle.1', 'phrase.handle.2'],
} as const;

/**
 * An answer: a usual phrase is sent by touching it, or an opinion is typed. Where the step asks for a confirmation or a
 * signature, that comes first, and whoever stops it keeps what was typed. When somebody else was faster, this says so
 * calmly and keeps what was typed, which may still be said as a comment.
 */
export function AnswerSheet(props: {
  shown: Shown;
  slotId: string;
  outcome: Outcome;
  readAgain: () => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const viewer = useViewer();
  const { shown, slotId, outcome } = props;
  const { requestId, revision } = shown.view;
  const draft = useDraft(`approvals.opinion.${requestId}.${slotId}`, {
    text: '',
    ...nothingNamed,
    next: [] as readonly string[],
    files: [] as readonly string[],
  });
  const { text, next, files } = draft.values;
  const underWay = useUnderWay();
  const { zone } = useFormat();
  const namable = outcome !== 'reject' && shown.names !== undefined;
  const { run, running, failure } = useCommand(act);
  const said = useCommand(comment);
  const proof = useProof(shown, slotId);
  const busy = running || proof.proving || underWay.isWaiting;
  const [missing, setMissing] = useState(false);
  const mustSay = shown.opinion === 'required' || (shown.opinion === 'unlessApproved' && outcome === 'reject');

  const send = async (phrase?: string) => {
    if (mustSay && (phrase ?? text).trim() === '') return setMissing(true);
    if (!(await underWay.arrived())) return;
    const typed = draft.now();
    const opinion = phrase ?? typed.text;
    const named = namable ? namesOf(typed, zone) : {};
    const attached = typed.files.length > 0 ? { files: [...typed.files] } : {};
    const isSaid = opinion.trim() !== '' || Object.keys({ ...named, ...attached }).length > 0;
    const given = isSaid ? { opinion: { text: opinion, ...named, ...attached } } : {};
    const answer = { outcome, ...given, ...(choosing && { chosen: { [choosing.nodeId]: [...typed.next] } }) };
    const proven = await proof.prove({ what: 'act', ...answer }, failure);
    if (!proven) return;
    const done = await run({
      requestId,
      slotId,
      revision,
      ...answer,
      ...proven,
    });
    if (!done) return props.readAgain();
    draft.forget();
    props.onClose();
    const word = t(`did.you.${outcome}`);
    announce(word);
    tell(word, done.status === 'running' ? { word: t('do.takeBack'), act: () => void undo() } : undefined);
  };
  const sayInstead = async () => {
    if (!(await underWay.arrived())) return;
    const typed = draft.now();
    if (!(await said.run({ requestId, text: typed.text, files: [...typed.files] }))) return;
    draft.forget();
    props.onClose();
  };
  const undo = async () => {
    try {
      await call(takeBack, { requestId, slotId });
      tell(t('takenBack'));
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      tell(problem.message);
    }
  };

  const [choosing, setChoosing] = useState<Choosing>();
  const asksToChoose = choosingIn(failure);
  if (asksToChoose && asksToChoose.nodeId !== choosing?.nodeId) setChoosing(asksToChoose);
  const overtaken = busy ? undefined : overtakenBy(shown, slotId, failure, viewer.personId);
  const field = (
    <Labelled
      label={t('opinion')}
      required={mustSay}
      problem={missing && text.trim() === '' ? t('opinion.missing') : undefined}
    >
      {(named) => (
        <TextArea {...named} value={text} rows={3} most={5000} onChange={(next) => draft.set({ text: next ?? '' })} />
      )}
    </Labelled>
  );
  const attachments = (
    <OpinionFiles files={files} onChange={(held) => draft.set({ files: held })} underWay={underWay} />
  );
  if (overtaken) {
    return (
      <Sheet title={t(`do.${outcome}`)} onClose={props.onClose}>
        <div className="gj-form">
          <Note tone="accent" title={t(overtaken.word, overtaken.facts)} live>
            {t('overtaken.kept')}
          </Note>
          {text.trim() === '' && files.length === 0 ? null : (
            <>
              {field}
              {files.length > 0 ? attachments : null}
              <UnderWayNote underWay={underWay} />
              {said.failure ? <FailureNote failure={said.failure} kept /> : null}
              <div className="gj-actions">
                <Button
                  busy={said.running || underWay.isWaiting}
                  disabled={text.trim() === ''}
                  onPress={() => void sayInstead()}
                >
                  {t('overtaken.comment')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Sheet>
    );
  }
  return (
    <Sheet
      title={t('answer.title', { what: t(`do.${outcome}`), name: shown.nameOf(shown.view.applicantId) })}
      onClose={props.onClose}
      foot={
        <Button kind={outcome === 'reject' ? 'danger' : 'primary'} wide busy={busy} onPress={() => void send()}>
          {t(`do.${outcome}`)}
        </Button>
      }
    >
      <div className="gj-form">
        <div className="gj-label">{t('phrases')}</div>
        <div className="approvals-phrases">
          {phraseKeys[outcome].map((key) => (
            <Button key={key} disabled={busy} onPress={() => void send(t(key))}>
              {t(key)}
            </Button>
          ))}
        </div>
        <OwnPhrases typed={text} disabled={busy} onUse={(phrase) => void send(phrase)} />
        {field}
        {attachments}
        {namable && shown.names ? (
          <OpinionNames naming={shown.names} typed={namesIn(draft.values)} set={draft.set} />
        ) : null}
        {choosing ? (
          <Labelled label={t('next.choose')}>
            {(named) => (
              <Part
                of={personPicker}
                {...named}
                most={choosing.atMost}
                value={next}
                onChange={(people) => draft.set({ next: people ?? [] })}
              />
            )}
          </Labelled>
        ) : null}
        {outcome === 'reject' ? <p className="gj-second">{t('reject.hint')}</p> : null}
        <ProofNote shown={shown} proof={proof} />
        <UnderWayNote underWay={underWay} />
        {failure ? <FailureNote failure={failure} kept /> : null}
      </div>
    </Sheet>
  );
}

interface Choosing {
  readonly nodeId: string;
  readonly atMost: number;
}

/** The flow leaves it to whoever answers who is asked next: the server says so, with the step and how many. */
function choosingIn(failure: CallFailure | undefined): Choosing | undefined {
  if (failure?.code !== approvalFailures.chooseApprovers.code) return undefined;
  const { nodeId, atMost } = failure.facts;
  return { nodeId: String(nodeId), atMost: Number(atMost) };
}

type Overtaken = {
  word: 'overtaken.by' | 'overtaken.you' | 'overtaken.ended' | 'overtaken.gone';
  facts: { name: string };
};

const byAnswer = (one: Slot, other: Slot) => Date.parse(one.answeredAt ?? '') - Date.parse(other.answeredAt ?? '');

/** Who was faster, by what the server answered or by what the request shows now; nothing while the task is still open. */
function overtakenBy(
  shown: Shown,
  slotId: string,
  failure: CallFailure | undefined,
  viewerId: string,
): Overtaken | undefined {
  const told = (by: unknown, name: string): Overtaken =>
    by === viewerId ? { word: 'overtaken.you', facts: { name } } : { word: 'overtaken.by', facts: { name } };
  if (failure?.code === approvalFailures.alreadyHandled.code) {
    const { by, byName } = failure.facts;
    if (by !== undefined) return told(by, String(byName ?? shown.nameOf(String(by))));
  }
  const slot = shown.slotOf(slotId);
  const isGone =
    failure?.code === approvalFailures.alreadyEnded.code ||
    failure?.code === approvalFailures.alreadyHandled.code ||
    !slot ||
    slot.state !== 'open';
  if (!isGone) return undefined;
  if (slot?.by) return told(slot.by, shown.nameOf(slot.by));
  // One answer was enough for all: whose it was says more than that the request has moved on, or ended with it.
  const step = shown.view.steps.find((one) => one.slots.some((asked) => asked.slotId === slotId));
  const isDecided = step?.state === 'passed' || step?.state === 'rejected';
  const last = isDecided
    ? step.slots
        .filter((one) => one.answeredAt)
        .sort(byAnswer)
        .at(-1)
    : undefined;
  if (last?.by) return told(last.by, shown.nameOf(last.by));
  return { word: shown.view.endedAt ? 'overtaken.ended' : 'overtaken.gone', facts: { name: '' } };
}
