import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileList } from '#modules/files/contract/parts.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

type Outcome = NonNullable<Shown['view']['outcome']>;

/** What opinions gave people to carry out, and what came of it; at last of the whole, where the flow asks for it. */
export function DutyNotes({ shown, onRecord }: { shown: Shown; onRecord: (slotId?: string) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { view, nameOf, mayOf } = shown;
  const filesOf = (outcome: Outcome | undefined) =>
    outcome?.files ? (
      <Part of={fileList} fileIds={outcome.files.map(({ fileId }) => fileId)} label={t('outcome.files')} />
    ) : null;
  const ofDuties = view.duties.map(({ slotId, executor, deadline, outcome }) => {
    const slot = shown.slotOf(slotId);
    const by = deadline ? t('duty.by', { time: format.exact(deadline) }) : undefined;
    return (
      <Note
        key={slotId}
        tone={outcome ? 'pass' : 'warn'}
        icon={outcome ? 'check' : 'clock'}
        title={t(outcome ? 'duty.done' : 'duty.open', { name: nameOf(executor) })}
        actions={
          mayOf('recordOutcome', slotId) ? (
            <Button onPress={() => onRecord(slotId)}>{t('do.recordOutcome')}</Button>
          ) : undefined
        }
      >
        {outcome ? outcome.text : [slot?.opinion?.text, slot?.opinion?.manner, by].filter(Boolean).join(' · ')}
        {filesOf(outcome)}
      </Note>
    );
  });
  const { outcome } = view;
  // Where opinions named people, theirs are the outcomes.
  const isWanted = view.duties.length === 0 && shown.may.some((one) => one.what === 'recordOutcome' && !one.slotId);
  return (
    <>
      {ofDuties}
      {outcome ? (
        <Note tone="pass" icon="check" title={t('duty.whole.done', { name: nameOf(outcome.by) })}>
          {outcome.text}
          {filesOf(outcome)}
        </Note>
      ) : isWanted ? (
        <Note
          tone="warn"
          icon="clock"
          title={t('duty.whole.open')}
          actions={<Button onPress={() => onRecord()}>{t('do.recordOutcome')}</Button>}
        />
      ) : null}
    </>
  );
}
