import { DatePicker } from '#design/date-picker.tsx';
import { Select } from '#design/select.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import type { ArchiveFilter, listArchiveKinds } from '../../contract/archive-search.ts';
import { words } from '../words.ts';
import { ArchiveFieldFilter } from './archive-field-filter.tsx';
import { Labelled } from './labelled.tsx';

type Fields = OutputOf<typeof listArchiveKinds>['rows'][number]['fields'];
type Condition = ArchiveFilter['fields'][number];
export type TypedArchiveFilter = Omit<ArchiveFilter, 'kind' | 'search'>;

const endings = ['approved', 'rejected', 'withdrawn', 'terminated', 'revoked'] as const;

/** What of it counts: without conditions in which nothing is asked yet. */
export const askedOf = (filter: TypedArchiveFilter): TypedArchiveFilter => ({
  ...filter,
  fields: filter.fields.filter((one) => Object.keys(one).length > 1),
});

/** Everything by which finished requests can be narrowed, beside what is typed: when they ended, how, whose, and by their form. */
export function ArchiveFilterFields(props: {
  fields: Fields;
  value: TypedArchiveFilter;
  onChange: (next: TypedArchiveFilter) => void;
}) {
  const t = useWords(words);
  const { value } = props;
  const set = (change: { [K in keyof TypedArchiveFilter]?: TypedArchiveFilter[K] | undefined }) =>
    props.onChange(
      Object.fromEntries(
        Object.entries({ ...value, ...change }).filter(([, one]) => one !== undefined),
      ) as TypedArchiveFilter,
    );
  const change = (name: string, next: Omit<Partial<Condition>, 'name'>) => {
    const before = value.fields.find((one) => one.name === name);
    const given = Object.entries({ ...before, ...next, name }).filter(([, one]) => one !== undefined && one !== '');
    const condition = Object.fromEntries(given) as Condition;
    set({
      fields: before ? value.fields.map((one) => (one === before ? condition : one)) : [...value.fields, condition],
    });
  };
  return (
    <div className="approvals-filter-more">
      {(['from', 'to'] as const).map((end) => (
        <Labelled key={end} label={t(`query.${end}`, { field: t('query.ended') })} required={false}>
          {(named) => <DatePicker {...named} value={value[end]} onChange={(next) => set({ [end]: next })} />}
        </Labelled>
      ))}
      <Labelled label={t('filter.status')} required={false}>
        {(named) => (
          <Select
            {...named}
            value={value.status ?? 'all'}
            onChange={(next) => set({ status: endings.find((one) => one === next) })}
            choices={(['all', ...endings] as const).map((one) => ({
              value: one as string,
              label: one === 'all' ? t('filter.all') : t(`status.${one}`),
            }))}
          />
        )}
      </Labelled>
      <Labelled label={t('expediting.applicant')} required={false}>
        {(named) => (
          <Part
            of={personPicker}
            {...named}
            most={1}
            value={value.applicantId ? [value.applicantId] : []}
            onChange={(next) => set({ applicantId: next?.at(-1) })}
          />
        )}
      </Labelled>
      <Labelled label={t('expediting.department')} required={false}>
        {(named) => (
          <Part
            of={departmentPicker}
            {...named}
            most={1}
            value={value.departmentId ? [value.departmentId] : []}
            onChange={(next) => set({ departmentId: next?.at(-1) })}
          />
        )}
      </Labelled>
      {props.fields.map((field) => (
        <ArchiveFieldFilter
          key={field.name}
          field={field}
          value={value.fields.find((one) => one.name === field.name)}
          onChange={(next) => change(field.name, next)}
        />
      ))}
    </div>
  );
}
