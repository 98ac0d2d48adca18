import { useDeferredValue, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { type Column, Table } from '#design/table.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import {
  endArchiveGrant,
  exportArchive,
  listArchiveGrants,
  listArchiveKinds,
  searchArchive,
} from '../../contract/archive-search.ts';
import { ArchiveFilterFields, askedOf, type TypedArchiveFilter } from '../parts/archive-filter-fields.tsx';
import { ArchivedSheet } from '../parts/archived-sheet.tsx';
import { AskArchiveSheet } from '../parts/ask-archive-sheet.tsx';
import { FoundSums } from '../parts/found-sums.tsx';
import { ListedValue } from '../parts/listed-value.tsx';
import { RowPress } from '../parts/row-press.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';
import './statistics.css';

type Kind = OutputOf<typeof listArchiveKinds>['rows'][number];
type Row = OutputOf<typeof searchArchive>['rows'][number];

/** 档案查询: finished requests by the fields of their form, for who was given the permission; others ask for it here. */
export function ArchiveSearch() {
  const t = useWords(words);
  const spoken = useSpoken();
  const read = useRead(listArchiveKinds, {});
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const kinds = read.data?.rows ?? [];
  const granted = kinds.filter((kind) => kind.granted);
  const kind = granted.find((one) => one.kind === chosen) ?? granted[0];
  return (
    <Page
      title={t('query')}
      width="full"
      tools={
        kind ? (
          <Button kind="quiet" icon="plus" onPress={() => setAsking(true)}>
            {t('query.ask')}
          </Button>
        ) : null
      }
    >
      <div className="approvals-find">
        <Loaded read={read} shape="rows" count={6}>
          {() =>
            kind ? (
              <>
                <label className="gj-unseen" htmlFor="archive-kind">
                  {t('query.kind')}
                </label>
                <Select
                  id="archive-kind"
                  value={kind.kind}
                  onChange={setChosen}
                  choices={granted.map((one) => ({ value: one.kind, label: spoken(one.title) }))}
                />
                <Found key={kind.kind} kind={kind} />
              </>
            ) : (
              <Empty
                icon="lock"
                title={t('query.none')}
                action={
                  <Button kind="primary" icon="plus" onPress={() => setAsking(true)}>
                    {t('query.ask')}
                  </Button>
                }
              >
                {t('query.none.body')}
              </Empty>
            )
          }
        </Loaded>
        <Permissions />
      </div>
      {asking ? <AskArchiveSheet kinds={kinds} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

function Found({ kind }: { kind: Kind }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const [narrowed, setNarrowed] = useState<TypedArchiveFilter>({ fields: [] });
  const [more, setMore] = useState(false);
  const [looking, setLooking] = useState<string>();
  const typed = useDeferredValue(search).trim().slice(0, 100);
  const filter = {
    kind: kind.kind,
    ...(typed !== '' && { search: typed }),
    ...askedOf(useDeferredValue(narrowed)),
  };
  const summed = kind.fields.filter((field) => field.sum);
  const list = useReadPages(searchArchive, { limit: 50, ...filter, sums: summed.map((field) => field.name) });
  const totals = list.first;
  // What is hidden from the reader in every row isn't worth a column.
  const isSeen = ({ name }: Kind['fields'][number]) =>
    !list.rows?.length || list.rows.some((row) => row.fields.some((one) => one.name === name && !one.hidden));
  const columns: Column<Row>[] = [
    { key: 'number', title: t('expediting.number'), always: true, cell: (row) => row.number },
    { key: 'applicant', title: t('expediting.applicant'), cell: (row) => row.applicant.name },
    { key: 'department', title: t('expediting.department'), cell: (row) => row.department?.name ?? '' },
    { key: 'status', title: t('expediting.state'), cell: (row) => <StatusTag status={row.status} /> },
    { key: 'ended', title: t('query.ended'), cell: (row) => <When at={row.endedAt} /> },
    ...kind.fields
      .filter(isSeen)
      .slice(0, 8)
      .map((field) => ({
        key: `field.${field.name}`,
        title: spoken(field.label),
        ...(field.sum && { align: 'right' as const }),
        cell: (row: Row) => {
          const shown = row.fields.find((one) => one.name === field.name);
          return shown ? <ListedValue field={shown} /> : '';
        },
      })),
  ];
  return (
    <>
      <div className="approvals-filter">
        <SearchInput label={t('query.find')} value={search} onChange={setSearch} />
        <div className="approvals-tools">
          <Button
            kind="quiet"
            icon="download"
            label={t('query.export')}
            href={fileUrl(exportArchive, { ...filter, columns: [], language })}
          />
          <Button
            kind="quiet"
            icon={more ? 'up' : 'down'}
            label={t(more ? 'filter.less' : 'filter.more')}
            onPress={() => setMore(!more)}
          />
        </div>
      </div>
      {more ? <ArchiveFilterFields fields={kind.fields} value={narrowed} onChange={setNarrowed} /> : null}
      {totals ? (
        <FoundSums
          count={totals.count}
          sums={summed.map((field) => ({
            name: field.name,
            label: spoken(field.label),
            value: totals.sums[field.name] ?? 0,
            digits: field.sum?.digits ?? 0,
          }))}
        />
      ) : null}
      <Loaded read={{ ...list, data: list.rows }} shape="rows" count={8}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="search" title={t('todo.noneFound')} />
          ) : (
            <Table
              label={t('query')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.requestId}
              remember={`approvals.archive.${kind.kind}`}
              columnsWord={t('expediting.columns')}
              onOpen={(row) => setLooking(row.requestId)}
              phoneRow={(row) => (
                <RowPress onPress={() => setLooking(row.requestId)}>
                  <ListRow
                    title={`${row.applicant.name} · ${spoken(row.summary)}`}
                    line={
                      <span className="approvals-line">
                        <StatusTag status={row.status} />
                        <span>{row.number}</span>
                      </span>
                    }
                    when={<When at={row.endedAt} />}
                  />
                </RowPress>
              )}
            />
          )
        }
      </Loaded>
      <MoreRows of={list} />
      {looking ? <ArchivedSheet key={looking} requestId={looking} onClose={() => setLooking(undefined)} /> : null}
    </>
  );
}

function Permissions() {
  const t = useWords(words);
  const spoken = useSpoken();
  const grants = (useRead(listArchiveGrants, {}).data?.rows ?? []).filter((grant) => grant.active);
  const { run, running, failure } = useCommand(endArchiveGrant);
  if (grants.length === 0) return null;
  return (
    <section>
      <h2>{t('query.grants')}</h2>
      {grants.map((grant) => (
        <div key={grant.requestId} className="approvals-draft">
          <ListRow
            title={`${grant.person.name} · ${spoken(grant.titles)}`}
            line={t(`query.reach.${grant.reach}`)}
            when={
              <>
                {t('query.ask.until')} <When at={grant.untilAt} />
              </>
            }
          />
          <Button kind="quiet" busy={running} onPress={() => void run({ requestId: grant.requestId })}>
            {t('query.end')}
          </Button>
        </div>
      ))}
      {failure ? <FailureNote failure={failure} /> : null}
    </section>
  );
}
