import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listMine } from '../../contract/operations.ts';
import { ListFilterFields } from '../parts/list-filter-fields.tsx';
import { NoneFound } from '../parts/none-found.tsx';
import { RequestList } from '../parts/request-list.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { summaryParts } from '../summary-parts.ts';
import { useListFilter } from '../use-list-filter.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/** What I asked for, and with whom it is now. */
export function MyRequests() {
  const t = useWords(words);
  const spoken = useSpoken();
  const filter = useListFilter('mine');
  const list = useReadPages(listMine, { limit: 50, ...filter.input });
  return (
    <RequestList
      current="mine"
      path="/requests/mine"
      list={list}
      find={<ListFilterFields filter={filter} />}
      rowKey={(row) => row.requestId}
      row={(row) => (
        <ListRow
          title={[spoken(row.title), summaryParts(spoken(row.summary)).rest].filter(Boolean).join(' · ')}
          line={
            <span className="approvals-line">
              <StatusTag status={row.status} />
              {row.status === 'running' && row.withPeople.length > 0 ? (
                <span>{t('waitsFor', { names: row.withPeople.map((person) => person.name) })}</span>
              ) : null}
            </span>
          }
          when={<When at={row.submittedAt} />}
          deciding={<span className="approvals-deciding">{summaryParts(spoken(row.summary)).deciding}</span>}
        />
      )}
      empty={
        filter.isFiltered ? (
          <NoneFound filter={filter} />
        ) : (
          <Empty icon="flow" title={t('mine.none')} action={<Button href="/requests/new">{t('new')}</Button>}>
            {t('mine.none.body')}
          </Empty>
        )
      }
    />
  );
}
