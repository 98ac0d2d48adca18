import { useState } from 'react';
import { Link } from 'wouter';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { searchPeople } from '../../contract/people.ts';
import { PersonLine } from '../parts/person-line.tsx';
import { TreeLevel } from '../parts/tree-level.tsx';
import { words } from '../words.ts';
import '../directory.css';

/** The tree of departments; while something is typed, the people that it finds. */
export function BrowseDirectory() {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const found = useRead(searchPeople, { text: text || '-', limit: 30 }, { when: text !== '', keep: true });
  return (
    <ListPane title={t('title')} search={<SearchInput label={t('search')} value={typed} onChange={setTyped} />}>
      {text === '' ? (
        <>
          <Link
            className="directory-branch-link directory-to-chart"
            href="/directory/chart"
            state={{ fromInside: true }}
          >
            <span>{t('chart.title')}</span>
            <Icon name="next" size={16} />
          </Link>
          <TreeLevel below={null} level={0} open />
        </>
      ) : (
        <Loaded read={found} shape="rows">
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="search" title={t('search.none', { text })}>
                {t('search.hint')}
              </Empty>
            ) : (
              <ul className="gj-rows" aria-label={t('search.found')}>
                {rows.map((person) => (
                  <li key={person.id}>
                    <PersonLine person={person} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </ListPane>
  );
}
