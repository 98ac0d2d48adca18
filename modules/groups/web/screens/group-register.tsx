import { useState } from 'react';
import { useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { LoadMore } from '#design/load-more.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { Table } from '#design/table.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import { listGroups, listKinds } from '../../contract/operations.ts';
import { createKind } from '../../contract/request-kinds.ts';
import type { GroupRow } from '../../contract/shapes.ts';
import { GroupLine, GroupTag } from '../parts/group-line.tsx';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { words } from '../words.ts';
import '../groups.css';

const filters = ['active', 'difference', 'leaderless', 'ended', 'idle', 'dissolved'] as const;

/** The register of groups, for who keeps it. */
export function GroupRegister() {
  const t = useWords(words);
  const language = useLanguage();
  const [only, setOnly] = useState<(typeof filters)[number]>('active');
  const [kind, setKind] = useState<string>();
  const [text, setText] = useState(new URLSearchParams(useSearch()).get('find') ?? '');
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const read = useReadPages(listGroups, {
    only,
    ...(kind ? { kind } : {}),
    ...(text.trim() ? { text: text.trim() } : {}),
  });
  return (
    <Page
      title={t('register')}
      width="full"
      tools={
        <Button kind="primary" icon="plus" href={`/requests/new/${createKind.name}`}>
          {t('new')}
        </Button>
      }
    >
      <GroupTabs current="register" />
      <Stack gap={3}>
        <div className="groups-fields groups-filters">
          <SearchInput label={t('find')} value={text} onChange={(next) => setText(next ?? '')} />
          <div>
            <label className="gj-unseen" htmlFor="groups-only">
              {t('only')}
            </label>
            <Select
              id="groups-only"
              value={only}
              onChange={(next) => setOnly(next ?? 'active')}
              choices={filters.map((value) => ({ value, label: t(`only.${value}`) }))}
            />
          </div>
          <div>
            <label className="gj-unseen" htmlFor="groups-kind">
              {t('kind')}
            </label>
            <Select
              id="groups-kind"
              value={kind ?? ''}
              onChange={(next) => setKind(next || undefined)}
              choices={[
                { value: '', label: t('kind.all') },
                ...kinds.map((one) => ({ value: one.code, label: one.kind.title[language] })),
              ]}
            />
          </div>
        </div>
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="people" title={t('register.none')} />
            ) : (
              <>
                <Table<GroupRow>
                  label={t('register')}
                  rows={rows}
                  rowKey={(row) => row.conversationId}
                  remember="groups.register"
                  columnsWord={t('columns')}
                  columns={[
                    {
                      key: 'name',
                      title: t('name'),
                      always: true,
                      cell: (row) => <a href={`/groups/${row.conversationId}`}>{row.name}</a>,
                    },
                    { key: 'kind', title: t('kind'), width: 120, cell: (row) => row.kindTitle[language] },
                    { key: 'owner', title: t('owner'), width: 120, cell: (row) => row.owner },
                    { key: 'leader', title: t('leader'), width: 130, cell: (row) => row.leader?.name ?? '' },
                    { key: 'members', title: t('memberCount'), width: 90, align: 'right', cell: (row) => row.members },
                    { key: 'lastAt', title: t('lastAt'), width: 140, cell: (row) => <When at={row.lastAt} /> },
                    { key: 'state', title: t('state'), width: 160, cell: (row) => <GroupTag row={row} /> },
                  ]}
                  phoneRow={(row) => <GroupLine row={row} />}
                />
                {read.hasMore ? <LoadMore busy={read.loadingMore} onPress={read.more} /> : null}
              </>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
