import { useState } from 'react';
import type { Control } from '#design/control.ts';
import { MultiSelect } from '#design/multi-select.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { namePeople, searchPeople } from '#modules/directory/contract/people.ts';
import { words } from '../words.ts';

/** Colleagues, found by name or pinyin while typing. `most` 1: choosing another replaces the one before. */
export function PeoplePicker(props: Control<readonly string[]> & { most?: number; without?: readonly string[] }) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const text = typed.trim().slice(0, 64);
  const value = props.value ?? [];
  const found = useRead(searchPeople, { text: text || '-' }, { when: text !== '', keep: true }).data?.rows ?? [];
  const known = useRead(namePeople, { personIds: [...value] }, { when: value.length > 0, keep: true }).data?.rows ?? [];
  const choices = new Map(known.map((person) => [person.id, { value: person.id, label: person.name }]));
  for (const person of text === '' ? [] : found) {
    if (props.without?.includes(person.id)) continue;
    const label = [person.name, person.department?.name, person.jobTitle].filter(Boolean).join(' · ');
    choices.set(person.id, { value: person.id, label });
  }
  return (
    <MultiSelect
      {...props}
      placeholder={t('people.find')}
      choices={[...choices.values()]}
      onSearch={setTyped}
      onChange={(next) => {
        setTyped('');
        props.onChange?.(props.most === undefined ? next : (next ?? []).slice(-props.most));
      }}
    />
  );
}
