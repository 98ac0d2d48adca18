import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { type Column, Table } from '#design/table.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportExpedited, groupExpedited, listExpedited } from '../../contract/expediting.ts';
import { DueTag } from '../parts/due-tag.tsx';
import { ListFilterFields } from '../parts/list-filter-fields.tsx';
import { NoneFound } from '../parts/none-found.tsx';
import { ReasonSheet } from '../parts/reason-sheet.tsx';
import { useListFilter } from '../use-list-filter.ts';
import { useSpan } from '../use-span.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Row = OutputOf<typeof listExpedited>['rows'][number];
type Group = OutputOf<typeof groupExpedited>['rows'][number];
const groupings = ['none', 'kind', 'department', 'holder'] as const;
type Grouping = (typeof groupings)[number];
const sorts = ['oldest', 'newest', 'due'] as const;
const interventions = ['suspend', 'resume', 'terminate'] as const;

/** 督办: everything that runs within the reader's reach, who holds it and for how long; administrators intervene from the row. */
export function Expediting() {
  const t = useWords(words);
  const language = useLanguage();
  const [here, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const filter = useListFilter('expediting');
  const by = groupings.find((one) => one === address.get('by')) ?? 'none';
  const sort = sorts.find((one) => one === address.get('sort')) ?? 'oldest';
  const [overdueOnly, setOverdueOnly] = useState(false);
  const one = {
    ...(address.get('holder') && { holderId: address.get('holder') ?? '' }),
    ...(address.get('department') && { departmentId: address.get('department') ?? '' }),
  };
  const { status: _, ...typed } = filter.input;
  const input = { ...typed, ...one, ...(overdueOnly && { overdue: true }) };
  const show = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    go(`${here}${next.size > 0 ? `?${next}` : ''}`, { replace: true });
  };
  const isNarrowed = Object.keys(one).length > 0;
  return (
    <Page
      title={t('expediting')}
      width="full"
      tools={
        <Button
          kind="quiet"
          icon="download"
          label={t('expediting.export')}
          href={fileUrl(exportExpedited, { ...input, language })}
        />
      }
    >
      <div className="approvals-find">
        <Tabs
          label={t('expediting.by')}
          current={by}
          onChange={(next: Grouping) => show({ by: next === 'none' ? undefined : next })}
          tabs={groupings.map((key) => ({ key, title: t(`expediting.by.${key}`) }))}
        />
        <ListFilterFields filter={filter} days />
        <div className="approvals-order">
          <Checkbox value={overdueOnly} onChange={(on) => setOverdueOnly(on === true)}>
            {t('filter.overdue')}
          </Checkbox>
          {by === 'none' ? (
            <>
              <label className="gj-unseen" htmlFor="expediting-sort">
                {t('expediting.sort')}
              </label>
              <Select
                id="expediting-sort"
                value={sort}
                onChange={(next) => show({ sort: next === 'oldest' ? undefined : next })}
                choices={sorts.map((value) => ({ value, label: t(`expediting.sort.${value}`) }))}
              />
            </>
          ) : null}
          {isNarrowed ? (
            <Button kind="quiet" icon="close" onPress={() => show({ holder: undefined, department: undefined })}>
              {t('expediting.everything')}
            </Button>
          ) : null}
        </div>
        {by === 'none' ? (
          <Running input={input} sort={sort} filter={filter} />
        ) : (
          <Groups
            by={by}
            input={input}
            onOpen={(group) => {
              if (by === 'kind') {
                filter.set({ kind: group.key ?? undefined });
                show({ by: undefined });
              } else show({ by: undefined, [by]: group.key ?? undefined });
            }}
          />
        )}
      </div>
    </Page>
  );
}

type Input = Omit<Parameters<typeof useReadPages<typeof listExpedited>>[1], 'limit' | 'sort'>;

function Running(props: { input: Input; sort: (typeof sorts)[number]; filter: ReturnType<typeof useListFilter> }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const list = useReadPages(listExpedited, { limit: 100, ...props.input, sort: props.sort });
  const [doing, setDoing] = useState<{ what: (typeof interventions)[number]; requestId: string }>();
  const matter = (row: Row) =>
    [spoken(row.title), row.withheld ? t('withheld.short') : spoken(row.summary)].filter(Boolean).join(' · ');
  const menu = (row: Row) => {
    const { requestId, slotId } = row;
    if (!row.mayIntervene) return null;
    const offered = interventions.filter((what) => what === 'terminate' || (what === 'resume') === row.suspended);
    return (
      <MenuButton
        label={t('expediting.intervene', { number: row.number })}
        choices={[
          ...(slotId && !row.suspended
            ? [
                {
                  key: 'reassign',
                  label: t('do.reassign'),
                  icon: 'people' as const,
                  onPress: () => go(`/requests/${requestId}?${new URLSearchParams({ do: 'reassign', slot: slotId })}`),
                },
              ]
            : []),
          ...offered.map((what) => ({
            key: what,
            label: t(`do.${what}`),
            icon: ({ suspend: 'pause', resume: 'play', terminate: 'close' } as const)[what],
            danger: what === 'terminate',
            onPress: () => setDoing({ what, requestId }),
          })),
        ]}
      />
    );
  };
  const isMarked = (row: Row) => row.suspended || row.overdue || row.dueAt !== null || row.urgedAt !== null;
  const marks = (row: Row) => (
    <span className="approvals-line">
      {row.suspended ? <Tag tone="warn">{t('status.suspended')}</Tag> : null}
      <DueTag dueAt={row.dueAt} overdue={row.overdue} />
      {row.urgedAt ? (
        <Tag tone="warn" icon="notifications">
          {t('urged')}
        </Tag>
      ) : null}
    </span>
  );
  const columns: Column<Row>[] = [
    {
      key: 'number',
      title: t('expediting.number'),
      always: true,
      cell: (row) => (row.mayIntervene ? <a href={`/requests/${row.requestId}`}>{row.number}</a> : row.number),
    },
    { key: 'matter', title: t('expediting.matter'), cell: matter },
    { key: 'applicant', title: t('expediting.applicant'), cell: (row) => row.applicant.name },
    { key: 'department', title: t('expediting.department'), cell: (row) => row.department?.name ?? '' },
    { key: 'holder', title: t('expediting.holder'), cell: (row) => row.holder?.name ?? t('expediting.nobody') },
    { key: 'since', title: t('expediting.since'), cell: (row) => <When at={row.since} /> },
    { key: 'age', title: t('expediting.age'), align: 'right', cell: (row) => <Age row={row} /> },
    { key: 'marks', title: t('expediting.state'), cell: marks },
    { key: 'menu', title: t('expediting.intervention'), always: true, cell: menu },
  ];
  return (
    <>
      <Loaded read={{ ...list, data: list.rows }} shape="rows" count={8}>
        {(rows) =>
          rows.length > 0 ? (
            <Table
              label={t('expediting')}
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.requestId} ${row.slotId ?? ''}`}
              remember="approvals.expediting"
              columnsWord={t('expediting.columns')}
              phoneRow={(row) => (
                <div className="approvals-draft">
                  <ListRow
                    title={row.holder?.name ?? t('expediting.nobody')}
                    line={
                      <span className="approvals-line approvals-wrapping">
                        {isMarked(row) ? marks(row) : null}
                        <span>{`${row.applicant.name} · ${matter(row)}`}</span>
                        {row.mayIntervene ? (
                          <a href={`/requests/${row.requestId}`}>{row.number}</a>
                        ) : (
                          <span>{row.number}</span>
                        )}
                      </span>
                    }
                    deciding={<Age row={row} />}
                  />
                  {menu(row)}
                </div>
              )}
            />
          ) : props.filter.isFiltered ? (
            <NoneFound filter={props.filter} />
          ) : (
            <Empty icon="check" title={t('expediting.none')}>
              {t('expediting.none.body')}
            </Empty>
          )
        }
      </Loaded>
      <MoreRows of={list} />
      {doing ? (
        <ReasonSheet
          key={`${doing.what} ${doing.requestId}`}
          what={doing.what}
          input={{ requestId: doing.requestId }}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
    </>
  );
}

/** How long it waits, in the working time of who holds it. */
function Age({ row }: { row: Row }) {
  const span = useSpan();
  const t = useWords(words);
  if (row.workingMinutes === null) return t('expediting.age.unknown');
  const hours = Math.round((row.workingMinutes / 60) * 10) / 10;
  return row.workingMinutes < 60 ? span(0, row.workingMinutes * 60_000) : t('expediting.age.hours', { count: hours });
}

function Groups(props: { by: Exclude<Grouping, 'none'>; input: Input; onOpen: (group: Group) => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const read = useRead(groupExpedited, { ...props.input, by: props.by });
  const nameOf = (group: Group) => spoken(group.name) || t('expediting.nobody');
  return (
    <Loaded read={read} shape="rows" count={6}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon="check" title={t('expediting.none')}>
            {t('expediting.none.body')}
          </Empty>
        ) : (
          <Table
            label={t(`expediting.by.${props.by}`)}
            rows={rows}
            rowKey={(group) => group.key ?? ''}
            onOpen={props.onOpen}
            phoneRow={(group) => (
              <ListRow
                title={nameOf(group)}
                line={t('expediting.overdueOf', { count: group.overdue })}
                deciding={String(group.count)}
              />
            )}
            columns={[
              { key: 'name', title: t(`expediting.${props.by}`), always: true, cell: nameOf, sort: nameOf },
              {
                key: 'count',
                title: t('expediting.count'),
                align: 'right',
                cell: (group) => group.count,
                sort: (group) => group.count,
              },
              {
                key: 'overdue',
                title: t('overdue'),
                align: 'right',
                cell: (group) => group.overdue,
                sort: (group) => group.overdue,
              },
              {
                key: 'oldest',
                title: t('expediting.oldest'),
                cell: (group) => <When at={group.oldest} />,
                sort: (group) => group.oldest,
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}
