import { useState } from 'react';
import { useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { Table } from '#design/table.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { countGroups, exportGroups, listGroups, listKinds } from '../../contract/operations.ts';
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
  const [employerId, setEmployerId] = useState<string>();
  const readKinds = useRead(listKinds, {});
  const kinds = readKinds.data?.rows ?? [];
  const counted = useRead(countGroups, {}).data;
  const employers = counted?.employers ?? [];
  const shown = {
    only,
    ...(kind ? { kind } : {}),
    ...(employerId ? { employerId } : {}),
    ...(text.trim() ? { text: text.trim() } : {}),
  };
  const read = useReadPages(listGroups, shown);
  const narrowed = Boolean(kind || employerId || text.trim());
  return (
    <Page
      title={t('register')}
      width="full"
      tools={
        <>
          {counted?.may.includes('export') ? (
            <Button icon="download" href={fileUrl(exportGroups, shown)}>
              {t('export')}
            </Button>
          ) : null}
          <Button kind="primary" icon="plus" href={`/requests/new/${createKind.name}`}>
            {t('new')}
          </Button>
        </>
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
              choices={filters.map((value) => ({
                value,
                label: counted
                  ? t('only.counted', { what: t(`only.${value}`), count: counted.counts[value] })
                  : t(`only.${value}`),
              }))}
            />
          </div>
          <div>
            <label className="gj-unseen" htmlFor="groups-kind">
              {t('kind')}
            </label>
            <Select
              id="groups-kind"
              value={kind ?? ''}
              from={readKinds}
              onChange={(next) => setKind(next || undefined)}
              choices={[
                { value: '', label: t('kind.all') },
                ...kinds.map((one) => ({ value: one.code, label: one.kind.title[language] })),
              ]}
            />
          </div>
          {employers.length > 1 ? (
            <div>
              <label className="gj-unseen" htmlFor="groups-employer">
                {t('employer')}
              </label>
              <Select
                id="groups-employer"
                value={employerId ?? ''}
                onChange={(next) => setEmployerId(next || undefined)}
                choices={[
                  { value: '', label: t('employer.all') },
                  ...employers.map((one) => ({ value: one.id, label: one.name })),
                ]}
              />
            </div>
          ) : null}
        </div>
        <Loaded read={{ ...read, data: read.rows }} shape="rows">
          {(rows) =>
            rows.length === 0 ? (
              <Empty
                icon="people"
                title={t('register.none')}
                action={
                  narrowed ? (
                    <Button
                      onPress={() => {
                        setText('');
                        setKind(undefined);
                        setEmployerId(undefined);
                      }}
                    >
                      {t('register.all')}
                    </Button>
                  ) : undefined
                }
              />
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
                <MoreRows of={read} />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
