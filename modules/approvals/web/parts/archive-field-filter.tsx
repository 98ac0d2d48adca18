import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import type { ArchiveFilter, listArchiveKinds } from '../../contract/archive-search.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

type Field = OutputOf<typeof listArchiveKinds>['rows'][number]['fields'][number];
type Condition = ArchiveFilter['fields'][number];

/** What the finished requests of a kind are narrowed by in one of its fields. Money is typed in yuan and sought in fen. */
export function ArchiveFieldFilter(props: {
  field: Field;
  value: Condition | undefined;
  onChange: (change: Omit<Partial<Condition>, 'name'>) => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { field, value, onChange } = props;
  const label = spoken(field.label);
  const digits = field.searchedBy === 'money' ? (field.sum?.digits ?? 2) : 0;
  const scale = 10 ** digits;
  switch (field.searchedBy) {
    case 'text':
      return (
        <Labelled label={label} required={false}>
          {(named) => <Input {...named} value={value?.contains} onChange={(contains) => onChange({ contains })} />}
        </Labelled>
      );
    case 'number':
    case 'money':
      return (['least', 'most'] as const).map((end) => (
        <Labelled key={end} label={t(`query.${end}`, { field: label })} required={false}>
          {(named) => (
            <NumberInput
              {...named}
              decimals={field.searchedBy === 'money' ? digits : 6}
              value={value?.[end] === undefined ? undefined : value[end] / scale}
              onChange={(next) =>
                onChange({
                  [end]: next === undefined || digits === 0 ? next : Math.round(next * scale),
                })
              }
            />
          )}
        </Labelled>
      ));
    case 'day':
      return (['from', 'to'] as const).map((end) => (
        <Labelled key={end} label={t(`query.${end}`, { field: label })} required={false}>
          {(named) => <DatePicker {...named} value={value?.[end]} onChange={(next) => onChange({ [end]: next })} />}
        </Labelled>
      ));
    case 'choice':
      return (
        <Labelled label={label} required={false}>
          {(named) => (
            <Select
              {...named}
              value={value?.is ?? ''}
              onChange={(is) => onChange({ is: is || undefined })}
              choices={[
                { value: '', label: t('filter.all') },
                ...field.choices.map((choice) => ({ value: choice.value, label: spoken(choice.words) })),
              ]}
            />
          )}
        </Labelled>
      );
    case 'person':
      return (
        <Labelled label={label} required={false}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              value={value?.is === undefined ? [] : [value.is]}
              onChange={(next) => onChange({ is: next?.at(-1) })}
            />
          )}
        </Labelled>
      );
    default:
      return null;
  }
}
