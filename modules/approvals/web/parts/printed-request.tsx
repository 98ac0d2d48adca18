import type { ReactNode } from 'react';
import { QrCode } from '#design/qr-code.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readArchive } from '../../contract/archive.ts';
import type { Opinion } from '../../contract/instance.ts';
import { answersOnRecord, outcomesOnRecord } from '../../domain/answers-on-record.ts';
import type { Shown } from '../use-shown.ts';
import { useSignedWords } from '../use-signed-words.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { FieldValue } from './field-value.tsx';

/** The request as it stands on paper: heading, number, the form as a table, every opinion with who gave it and when. */
export function PrintedRequest({ shown }: { shown: Shown }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const signedWords = useSignedWords();
  const format = useFormat();
  const viewer = useViewer();
  const archive = useRead(readArchive, { requestId: shown.view.requestId }).data;
  const printedAt = format.exact(useNow().toISOString());
  const { view, nameOf, namesOf } = shown;
  const answered = answersOnRecord(view);
  const outcomes = outcomesOnRecord(view);
  const attachedWith = (files: Opinion['files']) =>
    files ? (
      <p className="approvals-prose">
        {t('opinion.files')}
        {t('print.colon')}
        {files.map(({ name, size }) => t('print.file', { name, size: format.bytes(size) })).join(t('comma'))}
      </p>
    ) : null;
  const copied = view.steps.flatMap((step) => step.copied ?? []);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('print.applicant'), nameOf(view.applicantId)],
    ...(view.submitterId === view.applicantId ? [] : [[t('print.submitter'), nameOf(view.submitterId)] as const]),
    [t('print.submittedAt'), format.exact(view.submittedAt)],
    ...view.fields.map(
      (field) => [spoken(field.label), <FieldValue key={field.name} field={field} onPaper />] as const,
    ),
    [
      t('print.status'),
      [t(`status.${view.status}`), view.endedAt ? format.exact(view.endedAt) : '', view.endReason]
        .filter(Boolean)
        .join(' · '),
    ],
  ];
  return (
    <article className="approvals-paper" aria-hidden>
      <h1>{t('print.heading', { title: spoken(view.title) })}</h1>
      {archive ? (
        <div className="approvals-paper-code">
          <QrCode
            text={new URL(archive.address, location.origin).href}
            label={t('print.scan', { code: archive.code })}
            size="22mm"
          />
          <span>{t('print.scan', { code: archive.code })}</span>
        </div>
      ) : null}
      <p className="approvals-paper-number">{t('print.number', { number: view.number })}</p>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('print.opinions')}</h2>
      {answered.length === 0 ? (
        <p>{t('print.noOpinions')}</p>
      ) : (
        <table>
          <tbody>
            {answered.map(({ step, slotId, personId, by, at, answer, opinion, signed }) => (
              <tr key={`${answer} ${slotId}`}>
                <th scope="row">
                  {spoken(step.name)}
                  {step.state === 'cancelled' ? t('print.cancelled') : null}
                </th>
                <td>
                  <p className="approvals-prose">
                    {answerText(t(`slot.${answer}`), opinion?.text ?? '', t('print.colon'))}
                  </p>
                  {attachedWith(opinion?.files)}
                  <p className="approvals-signed">
                    <span>
                      {by === undefined || by === personId
                        ? nameOf(personId)
                        : t('byDeputy', { by: nameOf(by), name: nameOf(personId) })}
                    </span>
                    <span>{format.exact(at)}</span>
                    {signed ? <span>{signedWords(signed)}</span> : null}
                  </p>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {outcomes.length > 0 ? (
        <>
          <h2>{t('outcome')}</h2>
          <table>
            <tbody>
              {outcomes.map(({ by, at, text, files, executor }) => (
                <tr key={at + by}>
                  <th scope="row">{executor === undefined ? t('print.whole') : nameOf(executor)}</th>
                  <td>
                    <p className="approvals-prose">{text}</p>
                    {attachedWith(files)}
                    <p className="approvals-signed">
                      <span>{nameOf(by)}</span>
                      <span>{format.exact(at)}</span>
                    </p>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {copied.length > 0 ? (
        <p className="approvals-paper-copied">{t('print.copied', { names: namesOf(copied) })}</p>
      ) : null}
      <p className="approvals-paper-foot">{t('print.foot', { name: viewer.name, time: printedAt })}</p>
    </article>
  );
}

/** What was answered, before what was said with it where that doesn't begin with the same word. */
function answerText(answer: string, opinion: string, colon: string): string {
  if (opinion === '') return answer;
  return opinion.startsWith(answer) ? opinion : answer + colon + opinion;
}
