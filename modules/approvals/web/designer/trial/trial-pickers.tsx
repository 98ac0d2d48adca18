import { useState } from 'react';
import { MultiSelect } from '#design/multi-select.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { readTree } from '#modules/directory/contract/departments.ts';
import type { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { namePeople, searchPeople } from '#modules/directory/contract/people.ts';

/** What the directory's own pickers give, in their plainest form: the trial has no other module's screens. */
export function TrialPersonPicker(props: PropsOf<typeof personPicker>) {
  const [text, setText] = useState('');
  const chosen = [...(props.value ?? [])];
  const from = useRead(searchPeople, { text: text || '-' }, { when: text !== '' });
  const found = from.data?.rows ?? [];
  const known = useRead(namePeople, { personIds: chosen }, { when: chosen.length > 0 }).data?.rows ?? [];
  return (
    <MultiSelect
      {...props}
      from={from}
      onSearch={setText}
      choices={[...new Map([...known, ...found].map(({ id, name }) => [id, { value: id, label: name }])).values()]}
      onChange={(next) => props.onChange?.((next ?? []).slice(-(props.most ?? 100)))}
    />
  );
}

export function TrialDepartmentPicker(props: PropsOf<typeof departmentPicker>) {
  const from = useRead(readTree, { levels: 20 });
  const departments = from.data?.departments ?? [];
  return (
    <MultiSelect
      {...props}
      from={from}
      choices={departments.map((department) => ({ value: department.id, label: department.name }))}
      onChange={(next) => props.onChange?.((next ?? []).slice(-(props.most ?? 100)))}
    />
  );
}
