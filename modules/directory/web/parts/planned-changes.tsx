import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listPlannedChanges, withdrawPlannedChange } from '../../contract/people.ts';
import { words } from '../words.ts';

const named = new Set([
  'name',
  'alias',
  'jobTitle',
  'phone',
  'landline',
  'email',
  'departments',
  'posts',
  'staffNumber',
  'staffType',
]);

/** What is going to change for a person and when, and what couldn’t be carried out; each can be taken back. */
export function PlannedChanges({ personId }: { personId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(listPlannedChanges, { personId });
  const withdraw = useCommand(withdrawPlannedChange);
  const word = (field: string) =>
    field === 'supervisorId' ? t('supervisor') : named.has(field) ? t(field as 'name') : t('record');
  return (
    <>
      {withdraw.failure ? <FailureNote failure={withdraw.failure} /> : null}
      {read.data?.rows.map((planned) => (
        <Note
          key={planned.id}
          tone={planned.state === 'failed' ? 'seal' : 'accent'}
          title={
            planned.kind === 'markLeft'
              ? t('planned.leave', { day: format.day(planned.on) })
              : t('planned.change', {
                  day: format.day(planned.on),
                  fields: [...new Set(planned.fields.map(word))],
                })
          }
          actions={
            <>
              {planned.kind === 'markLeft' && planned.state === 'waiting' ? (
                <Button href={`/people/leavings/${personId}`}>{t('leaving.checklist')}</Button>
              ) : null}
              <Button
                busy={withdraw.running}
                onPress={async () => {
                  if (await withdraw.run({ plannedChangeId: planned.id })) tell(t('planned.withdrawn'));
                }}
              >
                {t('planned.withdraw')}
              </Button>
            </>
          }
        >
          {planned.state === 'failed' ? t('planned.failed', { code: planned.failureCode ?? '' }) : null}
        </Note>
      ))}
    </>
  );
}
