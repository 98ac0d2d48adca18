import { useLocation, useSearch } from 'wouter';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { useEntries } from '#kernel/web/shell/navigation.ts';
import { listKinds } from '../../contract/operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Kind = OutputOf<typeof listKinds>['rows'][number];
const mostRecent = 6;

/** What can be asked for: what the reader used last, then everything by category. What is looked for stands in the address. */
export function ChooseKind() {
  const t = useWords(words);
  const [, go] = useLocation();
  const said = new URLSearchParams(useSearch()).get('find') ?? '';
  const look = (next: string) =>
    go(next === '' ? '/requests/new' : `/requests/new?find=${encodeURIComponent(next)}`, { replace: true });
  return (
    <Page width="full" title={t('new')}>
      <Loaded read={useRead(listKinds, {})} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="flow" title={t('kinds.none')}>
              {t('kinds.none.body')}
            </Empty>
          ) : (
            <>
              <SearchInput label={t('kinds.search')} value={said} onChange={look} />
              {said.trim() === '' ? <ByCategory kinds={rows} /> : <Found kinds={rows} said={said.trim()} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function ByCategory({ kinds }: { kinds: readonly Kind[] }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const recent = kinds
    .filter(({ lastAt }) => lastAt !== null)
    .sort((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1))
    .slice(0, mostRecent);
  const groups = Map.groupBy(kinds, ({ category }) => (category ? spoken(category) : t('kinds.other')));
  return (
    <div className="approvals-kind-groups">
      {recent.length > 0 && kinds.length > mostRecent ? <Group title={t('kinds.recent')} kinds={recent} /> : null}
      {[...groups].map(([title, these]) => (
        <Group key={title} title={title} kinds={these} />
      ))}
    </div>
  );
}

/** By any part of the name, in either language, or of the category. */
function Found({ kinds, said }: { kinds: readonly Kind[]; said: string }) {
  const t = useWords(words);
  const wanted = said.toLowerCase();
  const found = kinds.filter(({ title, category }) =>
    [title.zh, title.en, category?.zh ?? '', category?.en ?? ''].some((name) => name.toLowerCase().includes(wanted)),
  );
  return found.length === 0 ? (
    <Empty icon="search" title={t('kinds.noneFound', { said })}>
      {t('kinds.noneFound.body')}
    </Empty>
  ) : (
    <Group title={t('new')} kinds={found} />
  );
}

function Group({ title, kinds }: { title: string; kinds: readonly Kind[] }) {
  const spoken = useSpoken();
  const entries = useEntries();
  return (
    <Card title={title}>
      <ul className="approvals-kinds" aria-label={title}>
        {kinds.map((kind) => {
          const icon = entries.find((entry) => entry.path === kind.startPath)?.icon;
          return (
            <li key={kind.kind}>
              <a href={kind.startPath}>
                <span className="approvals-kind-sign" aria-hidden>
                  {icon ? <Icon name={icon} /> : [...spoken(kind.title)][0]}
                </span>
                <span>{spoken(kind.title)}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
