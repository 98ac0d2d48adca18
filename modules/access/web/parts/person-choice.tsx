import { useState } from 'react';
import type { Control } from '#design/control.ts';
import { MultiSelect } from '#design/multi-select.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { namePeople, searchPeople } from '#modules/directory/contract/people.ts';

/** People, found by name, pinyin or account while typing. `most` 1: choosing another replaces the one before. */
export function PersonChoice(props: Control<readonly string[]> & { most?: number; placeholder?: string }) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const value = props.value ?? [];
  const found = useRead(searchPeople, { text: text || '-' }, { when: text !== '', keep: true }).data?.rows ?? [];
  const chosen =
    useRead(namePeople, { personIds: [...value] }, { when: value.length > 0, keep: true }).data?.rows ?? [];
  const choices = new Map(chosen.map((person) => [person.id, { value: person.id, label: person.name }]));
  for (const person of text === '' ? [] : found) {
    const label = [person.name, person.department?.name].filter(Boolean).join(' · ');
    choices.set(person.id, { value: person.id, label });
  }
  return (
    <MultiSelect
      {...props}
      choices={[...choices.values()]}
      onSearch={setTyped}
      onChange={(next) => {
        setTyped('');
        props.onChange?.(props.most === undefined ? next : (next ?? []).slice(-props.most));
      }}
    />
  );
}
