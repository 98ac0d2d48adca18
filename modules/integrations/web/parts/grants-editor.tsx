import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import { listOffers } from '../../contract/applications.ts';
import type { Grant } from '../../contract/definition.ts';
import { words } from '../words.ts';

/** Each permission that opens something to programs, with how far it carries; most of them not at all. */
export function GrantsEditor(props: { value: readonly Grant[]; onChange: (value: Grant[]) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const offers = useRead(listOffers, {}).data;
  const { value, onChange } = props;
  const from = useRead(listEmployers, {}, { when: value.some(({ reach }) => reach === 'employer') });
  const employers = from.data?.rows ?? [];
  return (offers?.permissions ?? []).map(({ name, sentence, reaches }) => {
    const held = value.find(({ permission }) => permission === name);
    const id = `grant-${name}`;
    const set = (next: Grant | undefined) =>
      onChange([...value.filter(({ permission }) => permission !== name), ...(next ? [next] : [])]);
    return (
      <div key={name} className="integrations-grant">
        <label htmlFor={id}>{sentence[language]}</label>
        <Select
          id={id}
          value={held?.reach ?? 'none'}
          choices={(['none', ...reaches] as const).map((reach) => ({ value: reach, label: t(`reach.${reach}`) }))}
          onChange={(reach) =>
            set(reach === undefined || reach === 'none' ? undefined : { permission: name, reach, ids: [] })
          }
        />
        {held?.reach === 'listed' ? (
          <Part
            of={departmentPicker}
            id={`${id}-ids`}
            value={held.ids}
            placeholder={t('reach.which')}
            onChange={(ids) => set({ ...held, ids: [...(ids ?? [])] })}
          />
        ) : held?.reach === 'employer' ? (
          <MultiSelect
            id={`${id}-ids`}
            value={held.ids}
            placeholder={t('reach.which')}
            from={from}
            choices={employers.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(ids) => set({ ...held, ids: [...(ids ?? [])] })}
          />
        ) : null}
      </div>
    );
  });
}
