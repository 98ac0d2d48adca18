import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { changePerson, type PersonChange, type readPerson } from '../../contract/people.ts';
import { words } from '../words.ts';
import { EffectsPreview } from './effects-preview.tsx';
import { Labelled } from './labelled.tsx';
import { PersonFieldsEditor } from './person-fields-editor.tsx';

type Card = OutputOf<typeof readPerson>;

/** What the card says, as the fields of a change. */
function fieldsOf(person: Card): PersonChange {
  const { name, alias, jobTitle, phone, landline, email, record } = person;
  return {
    name,
    alias,
    jobTitle,
    phone,
    landline,
    email,
    employerId: person.employer.id,
    departments: person.departments.map(({ departmentId, main }) => ({ departmentId, main })),
    posts: person.posts.map(({ postId, departmentId }) => ({ postId, departmentId })),
    supervisorId: person.supervisor?.id ?? null,
    ...(record
      ? {
          staffNumber: record.staffNumber,
          staffType: record.staffType,
          entryDate: record.entryDate,
          firstWorkDate: record.firstWorkDate,
          probationEnd: record.probationEnd,
          contractEnd: record.contractEnd,
          workPlace: record.workPlace,
          address: record.address,
        }
      : {}),
  };
}

/** Changes a person, today or from a day on; only what was changed is sent. */
export function PersonSheet({ person, onClose }: { person: Card; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  // What was shown when the change began: whoever was overtaken is told.
  const [before] = useState(() => fieldsOf(person));
  const [revision] = useState(person.revision);
  const [value, setValue] = useState(before);
  const [on, setOn] = useState<string>();
  const save = useCommand(changePerson);
  const change = Object.fromEntries(
    Object.entries(value).filter(([field, now]) => JSON.stringify(now) !== JSON.stringify(before[field as 'name'])),
  ) as PersonChange;
  const send = async () => {
    const done = await save.run({ personId: person.id, revision, change, ...(on ? { on } : {}) });
    if (!done) return;
    tell(done.state === 'planned' && on ? t('planned', { day: format.day(on) }) : t('saved'));
    onClose();
  };
  return (
    <Sheet
      title={t('change.title', { name: person.name })}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={save.running}
          disabled={Object.keys(change).length === 0 || value.name === '' || value.departments?.length === 0}
          onPress={() => void send()}
        >
          {t('save')}
        </Button>
      }
    >
      <div className="gj-form">
        <Labelled label={t('on')} hint={t('on.hint')}>
          {(named) => <DatePicker {...named} value={on} onChange={setOn} />}
        </Labelled>
        <PersonFieldsEditor value={value} onChange={setValue} owners={person.record?.owners ?? {}} />
        <EffectsPreview personId={person.id} change={change} />
        {save.failure ? <FailureNote failure={save.failure} kept /> : null}
      </div>
    </Sheet>
  );
}
