import { useState } from 'react';
import { type Choice, Select } from '#design/select.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** Picks a name to be put into a text; afterwards it is empty again, so that the same can be picked twice. */
export function InsertField({ choices, onPick }: { choices: readonly Choice[]; onPick: (name: string) => void }) {
  const t = useWords(words);
  const [turn, setTurn] = useState(0);
  return (
    <Select
      key={turn}
      searchable
      placeholder={t('design.insert')}
      choices={choices}
      onChange={(name) => {
        if (name === undefined) return;
        setTurn(turn + 1);
        onPick(name);
      }}
    />
  );
}
