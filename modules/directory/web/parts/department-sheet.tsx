import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { Question } from '#design/question.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  changeDepartment,
  createDepartment,
  type readDepartment,
  removeDepartment,
} from '../../contract/departments.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';
import { PersonPicker } from './person-picker.tsx';
import { useDepartmentChoices } from './use-department-choices.ts';

/** Changes a department, now or from a day on; adds one below it; removes it when it is empty. */
export function DepartmentSheet(props: { department: OutputOf<typeof readDepartment>; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const [, go] = useLocation();
  const { department, onClose } = props;
  const [name, setName] = useState(department.name);
  const [parentId, setParentId] = useState(department.parentId ?? undefined);
  const [headIds, setHeadIds] = useState<readonly string[]>(department.heads.map((head) => head.id));
  const [deputyIds, setDeputyIds] = useState<readonly string[]>(department.deputies.map((deputy) => deputy.id));
  const [on, setOn] = useState<string>();
  // What was shown when the change began: whoever was overtaken is told.
  const [revision] = useState(department.revision);
  const [newName, setNewName] = useState('');
  const [asked, setAsked] = useState(false);
  const { choices, from } = useDepartmentChoices();
  const save = useCommand(changeDepartment);
  const add = useCommand(createDepartment);
  const remove = useCommand(removeDepartment);
  const failure = save.failure ?? add.failure ?? remove.failure;

  const send = async () => {
    const change = {
      ...(name !== department.name ? { name } : {}),
      ...(parentId !== undefined && parentId !== department.parentId ? { parentId } : {}),
      ...(headIds.join() !== department.heads.map((head) => head.id).join() ? { headIds: [...headIds] } : {}),
      ...(deputyIds.join() !== department.deputies.map((deputy) => deputy.id).join()
        ? { deputyIds: [...deputyIds] }
        : {}),
    };
    const done = await save.run({ departmentId: department.id, revision, change, ...(on ? { on } : {}) });
    if (!done) return;
    tell(done.state === 'planned' && on ? t('planned', { day: format.day(on) }) : t('saved'));
    onClose();
  };
  return (
    <Sheet
      title={department.name}
      onClose={onClose}
      foot={
        <>
          <Button kind="primary" busy={save.running} onPress={() => void send()}>
            {t('save')}
          </Button>
          {department.may.includes('remove') && department.people === 0 && department.children === 0 ? (
            <Button kind="danger" icon="trash" onPress={() => setAsked(true)}>
              {t('department.remove')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="gj-form">
        <Labelled label={t('department.name')} required>
          {(named) => <Input {...named} value={name} most={64} onChange={(value) => setName(value ?? '')} />}
        </Labelled>
        {department.parentId === null ? null : (
          <Labelled label={t('department.parent')}>
            {(named) => (
              <Select
                {...named}
                value={parentId}
                choices={choices}
                from={from}
                searchable
                onChange={(value) => setParentId(value)}
              />
            )}
          </Labelled>
        )}
        <Labelled label={t('heads')} hint={t('heads.hint')}>
          {(named) => <PersonPicker {...named} value={headIds} onChange={(value) => setHeadIds(value ?? [])} />}
        </Labelled>
        <Labelled label={t('deputies')} hint={t('deputies.hint')}>
          {(named) => <PersonPicker {...named} value={deputyIds} onChange={(value) => setDeputyIds(value ?? [])} />}
        </Labelled>
        <Labelled label={t('on')} hint={t('on.hint')}>
          {(named) => <DatePicker {...named} value={on} onChange={setOn} />}
        </Labelled>
        <Labelled label={t('department.new')}>
          {(named) => (
            <div className="gj-stack gj-across">
              <Input {...named} value={newName} most={64} onChange={(value) => setNewName(value ?? '')} />
              <Button
                icon="plus"
                disabled={newName.trim() === ''}
                busy={add.running}
                onPress={async () => {
                  if (!(await add.run({ name: newName, parentId: department.id }))) return;
                  tell(t('department.added', { name: newName.trim() }));
                  setNewName('');
                }}
              >
                {t('add')}
              </Button>
            </div>
          )}
        </Labelled>
        {failure ? <FailureNote failure={failure} kept /> : null}
      </div>
      <Question
        open={asked}
        title={t('department.removeAsk', { name: department.name })}
        yes={t('department.remove')}
        no={t('cancel')}
        danger
        busy={remove.running}
        onNo={() => setAsked(false)}
        onYes={async () => {
          const done = await remove.run({ departmentId: department.id, revision });
          setAsked(false);
          if (done) go(department.parentId ? `/directory/departments/${department.parentId}` : '/directory');
        }}
      >
        {t('department.removeBody')}
      </Question>
    </Sheet>
  );
}
