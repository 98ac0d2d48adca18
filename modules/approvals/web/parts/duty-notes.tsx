import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { fileList } from '#modules/files/contract/parts.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

/** What opinions gave people to carry out, and what came of it. */
export function DutyNotes({ shown, onRecord }: { shown: Shown; onRecord: (slotId: string) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { view, nameOf, mayOf } = shown;
  return view.duties.map(({ slotId, executor, deadline, outcome }) => {
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
        {outcome?.files ? (
          <Part of={fileList} fileIds={outcome.files.map(({ fileId }) => fileId)} label={t('outcome.files')} />
        ) : null}
      </Note>
    );
  });
}
