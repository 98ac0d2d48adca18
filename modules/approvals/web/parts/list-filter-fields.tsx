import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listKinds } from '../../contract/operations.ts';
import { requestStatus } from '../../contract/request.ts';
import type { ListFilter, TypedFilter } from '../use-list-filter.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** Search above a list; kind, status, days and what presses behind a button. `tasks`: the list is of tasks. `days`: by days only. */
export function ListFilterFields({
  filter,
  tasks = false,
  days = false,
}: {
  filter: ListFilter;
  tasks?: boolean;
  days?: boolean;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const { typed, set } = filter;
  const [more, setMore] = useState(
    [typed.kind, typed.status, typed.from, typed.to, typed.only].some((one) => one !== undefined),
  );
  return (
    <>
      <div className="approvals-filter">
        <SearchInput label={t('find')} value={typed.search} onChange={(search) => set({ search })} />
        <Button
          kind="quiet"
          icon={more ? 'up' : 'down'}
          label={t(more ? 'filter.less' : 'filter.more')}
          onPress={() => setMore(!more)}
        />
      </div>
      {more ? (
        <div className="approvals-filter-more">
          <Labelled label={t('filter.kind')} required={false}>
            {(named) => (
              <Select
                {...named}
                value={typed.kind ?? 'all'}
                onChange={(kind) => set({ kind: kind === 'all' ? undefined : kind })}
                choices={[
                  { value: 'all', label: t('filter.all') },
                  ...kinds.map((kind) => ({ value: kind.kind, label: spoken(kind.title) })),
                ]}
              />
            )}
          </Labelled>
          {days ? null : tasks ? (
            <Labelled label={t('filter.only')} required={false}>
              {(named) => (
                <Select<NonNullable<TypedFilter['only']> | 'all'>
                  {...named}
                  value={typed.only ?? 'all'}
                  onChange={(only) => set({ only: only === 'all' ? undefined : only })}
                  choices={(['all', 'overdue', 'own', 'deputy'] as const).map((value) => ({
                    value,
                    label: t(`filter.${value}`),
                  }))}
                />
              )}
            </Labelled>
          ) : (
            <Labelled label={t('filter.status')} required={false}>
              {(named) => (
                <Select<NonNullable<TypedFilter['status']> | 'all'>
                  {...named}
                  value={typed.status ?? 'all'}
                  onChange={(status) => set({ status: status === 'all' ? undefined : status })}
                  choices={(['all', ...requestStatus.options] as const).map((value) => ({
                    value,
                    label: value === 'all' ? t('filter.all') : t(`status.${value}`),
                  }))}
                />
              )}
            </Labelled>
          )}
          <Labelled label={t('filter.from')} required={false}>
            {(named) => <DatePicker {...named} value={typed.from} onChange={(from) => set({ from })} />}
          </Labelled>
          <Labelled label={t('filter.to')} required={false}>
            {(named) => <DatePicker {...named} value={typed.to} onChange={(to) => set({ to })} />}
          </Labelled>
        </div>
      ) : null}
    </>
  );
}
