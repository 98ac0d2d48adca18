import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { createPerson, type PersonChange } from '../../contract/people.ts';
import { Labelled } from '../parts/labelled.tsx';
import { PersonFieldsEditor } from '../parts/person-fields-editor.tsx';
import { words } from '../words.ts';

/** Somebody joins (D2). `?department=` fills in where. */
export function AddPerson() {
  const t = useWords(words);
  const { employer } = useViewer();
  const [, go] = useLocation();
  const department = new URLSearchParams(useSearch()).get('department');
  const [account, setAccount] = useState('');
  const [value, setValue] = useState<PersonChange>({
    employerId: employer.id,
    name: '',
    departments: department ? [{ departmentId: department, main: true }] : [],
  });
  const create = useCommand(createPerson);
  const { name = '', departments = [], employerId = employer.id, ...others } = value;
  const send = async () => {
    const done = await create.run({ ...others, account, name, departments, employerId });
    if (!done) return;
    tell(t('people.added', { name }));
    go(`/directory/people/${done.personId}`);
  };
  return (
    <Page
      title={t('people.add')}
      lead={t('people.addHint')}
      decide={
        <Button
          kind="primary"
          busy={create.running}
          disabled={account === '' || name === '' || departments.length === 0}
          onPress={() => void send()}
        >
          {t('people.add')}
        </Button>
      }
    >
      <div className="gj-form">
        <Labelled label={t('account')} hint={t('account.hint')} required>
          {(named) => <Input {...named} value={account} most={64} onChange={(text) => setAccount(text ?? '')} />}
        </Labelled>
        <PersonFieldsEditor value={value} onChange={setValue} />
        {create.failure ? <FailureNote failure={create.failure} kept /> : null}
      </div>
    </Page>
  );
}
