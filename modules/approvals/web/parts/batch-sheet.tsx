import { useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Progress } from '#design/progress.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { readBatch } from '../../contract/list-operations.ts';
import { act } from '../../contract/operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';
import { OwnPhrases } from './own-phrases.tsx';

export interface BatchItem {
  readonly requestId: string;
  readonly slotId: string;
}
type Answer = OutputOf<typeof readBatch>;
type Row = Answer['rows'][number];
type Result = { readonly state: 'sending' | 'done' } | { readonly state: 'failed'; readonly why: string };

/**
 * Several tasks answered with one opinion, one after the other: each is an act of its own that commits to what was shown of
 * it. What fails stays listed with its reason and can be tried again; what can't be answered so is told beforehand.
 */
export function BatchSheet(props: { items: readonly BatchItem[]; onClose: (allDone: boolean) => void }) {
  const t = useWords(words);
  // What was chosen, read once: the list beside it changes with every answer.
  const [items] = useState(() => props.items.map(({ requestId, slotId }) => ({ requestId, slotId })));
  const read = useRead(readBatch, { items });
  const first = useRef<Answer>(undefined);
  first.current ??= read.data;
  return first.current ? (
    <Batch answer={first.current} onClose={props.onClose} />
  ) : (
    <Sheet title={t('batch')} onClose={() => props.onClose(false)}>
      <Loaded read={read} shape="rows">
        {() => null}
      </Loaded>
    </Sheet>
  );
}

function Batch({ answer, onClose }: { answer: Answer; onClose: (allDone: boolean) => void }) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const commands = useRef(new Map<string, string>());
  const { outcome, opinionRequired } = answer;
  const keyOf = (row: Row) => `${row.requestId} ${row.slotId}`;
  const answerable = answer.rows.filter((row) => !row.excluded);
  const excluded = answer.rows.filter((row) => row.excluded);
  const isDone = (row: Row) => results.get(keyOf(row))?.state === 'done';
  const open = answerable.filter((row) => !isDone(row));
  const running = [...results.values()].some((one) => one.state === 'sending');
  const failed = [...results.values()].filter((one) => one.state === 'failed').length;

  const send = async (opinion: string) => {
    if (!outcome) return;
    if (opinionRequired && opinion.trim() === '') return setMissing(true);
    setText(opinion);
    const now = new Map(results);
    const put = (row: Row, result: Result) => {
      now.set(keyOf(row), result);
      setResults(new Map(now));
    };
    for (const row of open) {
      put(row, { state: 'sending' });
      const given = { outcome, ...(opinion.trim() !== '' && { opinion: { text: opinion } }) };
      // The same answer sent again is the same submission: nothing happens twice where only its answer was lost.
      const key = `${keyOf(row)} ${JSON.stringify(given)}`;
      const commandId = commands.current.get(key) ?? newCommandId();
      commands.current.set(key, commandId);
      try {
        const { requestId, slotId, revision = 1 } = row;
        await call(act, { requestId, slotId, revision, ...given }, { commandId });
        put(row, { state: 'done' });
      } catch (problem) {
        if (!(problem instanceof CallFailure)) throw problem;
        put(row, { state: 'failed', why: problem.message });
      }
    }
    const done = [...now.values()].filter((one) => one.state === 'done').length;
    announce(t('batch.progress', { done, total: answerable.length }));
  };

  const started = results.size > 0;
  const done = answerable.length - open.length;
  const finished = started && open.length === 0;
  return (
    <Sheet
      title={t('batch')}
      onClose={() => onClose(finished)}
      foot={
        finished || !outcome ? (
          <Button kind="primary" wide onPress={() => onClose(finished)}>
            {t('batch.close')}
          </Button>
        ) : (
          <Button kind="primary" wide busy={running} onPress={() => void send(text)}>
            {failed > 0 && !running
              ? t('batch.again', { count: open.length })
              : t(`batch.${outcome}`, { count: open.length })}
          </Button>
        )
      }
    >
      <div className="gj-form">
        {started ? (
          <Progress
            done={done}
            total={answerable.length}
            words={t('batch.progress', { done, total: answerable.length })}
          />
        ) : null}
        {answerable.length === 0 ? (
          <Note tone="warn" title={t('batch.none')} />
        ) : (
          <ul className="approvals-batch" aria-label={t('batch.answered')}>
            {answerable.map((row) => (
              <BatchLine key={keyOf(row)} row={row} result={results.get(keyOf(row))} />
            ))}
          </ul>
        )}
        {excluded.length > 0 ? (
          <>
            <div className="gj-label">{t('batch.excluded', { count: excluded.length })}</div>
            <ul className="approvals-batch" aria-label={t('batch.excluded', { count: excluded.length })}>
              {excluded.map((row) => (
                <BatchLine key={keyOf(row)} row={row} />
              ))}
            </ul>
          </>
        ) : null}
        {outcome && !finished ? (
          <>
            <OwnPhrases typed={text} disabled={running} onUse={(phrase) => void send(phrase)} />
            <Labelled
              label={t('batch.opinion')}
              required={opinionRequired}
              problem={missing && text.trim() === '' ? t('opinion.missing') : undefined}
            >
              {(named) => (
                <TextArea {...named} value={text} rows={2} most={5000} onChange={(next) => setText(next ?? '')} />
              )}
            </Labelled>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

function BatchLine({ row, result }: { row: Row; result?: Result | undefined }) {
  const t = useWords(words);
  const spoken = useSpoken();
  return (
    <li className="approvals-batch-line">
      <span className="approvals-batch-what">
        <span>{row.applicant ?? t('batch.unknown')}</span>
        {row.title && row.summary ? (
          <span className="gj-second">
            {[spoken(row.title), spoken(row.summary), row.number].filter(Boolean).join(' · ')}
          </span>
        ) : null}
        {row.excluded ? <span className="gj-second">{t(`batch.why.${row.excluded}`)}</span> : null}
        {result?.state === 'failed' ? (
          <span className="approvals-batch-failed" role="alert">
            {result.why}
          </span>
        ) : null}
      </span>
      {result?.state === 'done' ? <Tag tone="pass">{t('batch.done')}</Tag> : null}
      {result?.state === 'failed' ? <Tag tone="seal">{t('batch.failed')}</Tag> : null}
      {result?.state === 'sending' ? <Tag tone="accent">{t('batch.sending')}</Tag> : null}
    </li>
  );
}
