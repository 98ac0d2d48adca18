import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Table } from '#design/table.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listTemplates } from '../../contract/template-operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Row = OutputOf<typeof listTemplates>['rows'][number];
const states = ['draft', 'live', 'retired'] as const;
const tones = { draft: 'warn', live: 'pass', retired: 'neutral' } as const;

/** Every template that the reader designs or governs: state, version, what runs, what is wrong. */
export function TemplateList() {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState<string>('-');
  const [state, setState] = useState<(typeof states)[number] | '-'>('-');
  const read = useRead(
    listTemplates,
    {
      search: search.slice(0, 60),
      ...(category !== '-' && { category }),
      ...(state !== '-' && { state }),
    },
    { keep: true },
  );
  const open = (row: Row) => go(`/approvals/templates/${row.kind}`);
  const marks = (row: Row) => (
    <span className="approvals-line">
      <Tag tone={tones[row.state]}>{t(`template.state.${row.state}`)}</Tag>
      {row.important ? <Tag tone="accent">{t('template.important')}</Tag> : null}
      {row.hasDraft && row.state !== 'draft' ? <Tag tone="warn">{t('template.hasDraft')}</Tag> : null}
      {row.openProblems > 0 ? <Tag tone="seal">{t('template.openProblems', { count: row.openProblems })}</Tag> : null}
    </span>
  );
  return (
    <Page
      width="full"
      title={t('templates')}
      tools={
        read.data?.may.includes('create') ? (
          <Button kind="primary" icon="plus" href="/approvals/templates/new">
            {t('template.new')}
          </Button>
        ) : null
      }
    >
      <div className="approvals-filters">
        <SearchInput label={t('template.search')} value={search} onChange={setSearch} />
        <Select
          value={state}
          choices={(['-', ...states] as const).map((one) => ({
            value: one,
            label: one === '-' ? t('template.anyState') : t(`template.state.${one}`),
          }))}
          onChange={(next) => setState(next ?? '-')}
        />
        <Select
          value={category}
          choices={[
            { value: '-', label: t('template.anyCategory') },
            ...(read.data?.categories ?? []).map((one) => ({ value: one, label: one })),
          ]}
          onChange={(next) => setCategory(next ?? '-')}
        />
      </div>
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="flow" title={t('template.none')}>
              {t('template.none.body')}
            </Empty>
          ) : (
            <Table
              label={t('templates')}
              rows={rows}
              rowKey={(row) => row.kind}
              onOpen={open}
              phoneRow={(row) => (
                <a className="approvals-plain" href={`/approvals/templates/${row.kind}`}>
                  <ListRow
                    title={spoken(row.title)}
                    line={marks(row)}
                    deciding={row.running > 0 ? t('template.runningCount', { count: row.running }) : null}
                  />
                </a>
              )}
              columns={[
                {
                  key: 'title',
                  title: t('template.title'),
                  always: true,
                  cell: (row) => <a href={`/approvals/templates/${row.kind}`}>{spoken(row.title)}</a>,
                  sort: (row) => spoken(row.title),
                },
                { key: 'state', title: t('template.state'), cell: marks, sort: (row) => row.state },
                { key: 'category', title: t('template.category'), cell: (row) => row.category ?? '' },
                { key: 'class', title: t('template.class'), cell: (row) => t(`template.class.${row.class}`) },
                {
                  key: 'owner',
                  title: t('template.owner'),
                  cell: (row) => row.ownerDepartment?.name ?? t('template.owner.program'),
                },
                { key: 'version', title: t('template.version'), align: 'right', cell: (row) => row.version ?? '–' },
                {
                  key: 'running',
                  title: t('template.running'),
                  align: 'right',
                  cell: (row) => row.running,
                  sort: (row) => row.running,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
