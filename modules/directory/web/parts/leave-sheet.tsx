import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { markLeft, type readPerson } from '../../contract/people.ts';
import { words } from '../words.ts';
import { EffectsPreview } from './effects-preview.tsx';
import { Labelled } from './labelled.tsx';
import { PersonPicker } from './person-picker.tsx';

/** Somebody leaves: the last day, and who takes over. */
export function LeaveSheet(props: { person: OutputOf<typeof readPerson>; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { person, onClose } = props;
  const [lastDay, setLastDay] = useState<string>();
  const [successor, setSuccessor] = useState<readonly string[]>([]);
  const [revision] = useState(person.revision);
  const leave = useCommand(markLeft);
  const [, go] = useLocation();
  return (
    <Sheet
      title={t('leave.title', { name: person.name })}
      onClose={onClose}
      foot={
        <Button
          kind="danger"
          busy={leave.running}
          disabled={lastDay === undefined}
          onPress={async () => {
            if (lastDay === undefined) return;
            const done = await leave.run({ personId: person.id, revision, lastDay, successorId: successor[0] ?? null });
            if (!done) return;
            tell(t('leave.done', { name: person.name, day: format.day(lastDay) }));
            go(`/people/leavings/${person.id}`);
          }}
        >
          {t('leave')}
        </Button>
      }
    >
      <div className="gj-form">
        <Labelled label={t('leave.lastDay')} required hint={t('leave.lastDayHint')}>
          {(named) => <DatePicker {...named} value={lastDay} onChange={setLastDay} />}
        </Labelled>
        <Labelled label={t('leave.successor')} hint={t('leave.successorHint')}>
          {(named) => (
            <PersonPicker {...named} most={1} value={successor} onChange={(value) => setSuccessor(value ?? [])} />
          )}
        </Labelled>
        <EffectsPreview personId={person.id} change={null} />
        {leave.failure ? <FailureNote failure={leave.failure} kept /> : null}
      </div>
    </Sheet>
  );
}
