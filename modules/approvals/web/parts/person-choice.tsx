import { useState } from 'react';
import type { Control } from '#design/control.ts';
import { MultiSelect } from '#design/multi-select.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { namePeople, searchPeople } from '#modules/directory/contract/people.ts';

/** Colleagues, found by name or pinyin while typing. `most` 1: choosing another replaces the one before. */
export function PersonChoice(props: Control<readonly string[]> & { most?: number }) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const value = props.value ?? [];
  const found = useRead(searchPeople, { text: text || '-' }, { when: text !== '', keep: true }).data?.rows ?? [];
  const chosen =
    useRead(namePeople, { personIds: [...value] }, { when: value.length > 0, keep: true }).data?.rows ?? [];
  const labels = new Map(chosen.map((person) => [person.id, person.name]));
  if (text !== '') {
    for (const { id, name, department } of found) labels.set(id, department ? `${name} · ${department.name}` : name);
  }
  return (
    <MultiSelect
      {...props}
      choices={[...labels].map(([id, label]) => ({ value: id, label }))}
      onSearch={setTyped}
      onChange={(next) => {
        setTyped('');
        props.onChange?.(props.most === undefined ? next : (next ?? []).slice(-props.most));
      }}
    />
  );
}
