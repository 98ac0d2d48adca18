import { useState } from 'react';
import type { Control } from '#design/control.ts';
import { MultiSelect } from '#design/multi-select.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { searchPeople } from '#modules/directory/contract/people.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

/** Chooses colleagues by name, pinyin or initials; who is in `without` isn't offered. */
export function PeoplePicker(props: Control<string[]> & { without: readonly string[] }) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const text = typed.trim().slice(0, 64);
  const { data } = useRead(searchPeople, { text }, { when: text !== '', keep: true });
  const chosen = props.value ?? [];
  const faceOf = usePeople(chosen);
  const found = (text === '' ? [] : (data?.rows ?? [])).filter(
    (row) => !props.without.includes(row.id) && !chosen.includes(row.id),
  );
  return (
    <MultiSelect
      {...props}
      onChange={(ids) => props.onChange?.([...(ids ?? [])])}
      placeholder={t('who.hint')}
      choices={[
        ...chosen.map((id) => ({ value: id, label: faceOf(id).name })),
        ...found.map((row) => ({
          value: row.id,
          label: [row.name, row.department?.name, row.jobTitle].filter(Boolean).join(' · '),
        })),
      ]}
      onSearch={setTyped}
    />
  );
}
