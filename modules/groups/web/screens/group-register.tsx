import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { LoadMore } from '#design/load-more.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { listGroups, listKinds } from '../../contract/operations.ts';
import { createKind } from '../../contract/request-kinds.ts';
import { GroupLine } from '../parts/group-line.tsx';
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
  const [text, setText] = useState('');
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const read = useReadPages(listGroups, {
    only,
    ...(kind ? { kind } : {}),
    ...(text.trim() ? { text: text.trim() } : {}),
  });
  return (
    <Page
      title={t('register')}
      tools={
        <Button kind="primary" icon="plus" href={`/requests/new/${createKind.name}`}>
          {t('new')}
        </Button>
      }
    >
      <GroupTabs current="register" />
      <Stack gap={3}>
        <div className="groups-fields">
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
              <Card>
                <ul className="groups-rows" aria-label={t('register')}>
                  {rows.map((row) => (
                    <li key={row.conversationId}>
                      <GroupLine row={row} />
                    </li>
                  ))}
                </ul>
                {read.hasMore ? <LoadMore busy={read.loadingMore} onPress={read.more} /> : null}
              </Card>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
