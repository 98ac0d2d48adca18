import { useState } from 'react';
import { MultiSelect } from '#design/multi-select.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { personPicker } from '../../contract/parts.ts';
import { namePeople, searchPeople } from '../../contract/people.ts';
import { words } from '../words.ts';

/** People, found by name or pinyin while typing. `most` 1: choosing another replaces the one before. */
export function PersonPicker({ most, without, placeholder, ...control }: PropsOf<typeof personPicker>) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const text = typed.trim().slice(0, 64);
  const value = control.value ?? [];
  const from = useRead(searchPeople, { text: text || '-' }, { when: text !== '', keep: true });
  const found = from.data?.rows ?? [];
  const known = useRead(namePeople, { personIds: [...value] }, { when: value.length > 0, keep: true }).data?.rows ?? [];
  const nameOf = new Map(known.map((person) => [person.id, person.name]));
  // A chosen one whose name is under way is shown as such, never as an id.
  const choices = new Map(value.map((id) => [id, { value: id, label: nameOf.get(id) ?? '…' }]));
  for (const person of text === '' ? [] : found) {
    if (without?.includes(person.id)) continue;
    const label = [person.name, person.department?.name, person.jobTitle].filter(Boolean).join(' · ');
    choices.set(person.id, { value: person.id, label });
  }
  return (
    <MultiSelect
      {...control}
      single={most === 1}
      from={from}
      none={text === '' ? '' : t('person.nobodyFound')}
      placeholder={placeholder ?? t('person.find')}
      choices={[...choices.values()]}
      onSearch={setTyped}
      onChange={(next) => {
        setTyped('');
        control.onChange?.((next ?? []).slice(most === undefined ? 0 : -most));
      }}
    />
  );
}
