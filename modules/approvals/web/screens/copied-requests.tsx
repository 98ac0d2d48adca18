import { Avatar } from '#design/avatar.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listCopied } from '../../contract/operations.ts';
import { ListFilterFields } from '../parts/list-filter-fields.tsx';
import { NoneFound } from '../parts/none-found.tsx';
import { RequestList } from '../parts/request-list.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { summaryParts } from '../summary-parts.ts';
import { useListFilter } from '../use-list-filter.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/** What I got a copy of. */
export function CopiedRequests() {
  const t = useWords(words);
  const spoken = useSpoken();
  const filter = useListFilter('copied');
  const list = useReadPages(listCopied, { limit: 50, ...filter.input });
  return (
    <RequestList
      current="copied"
      path="/requests/copied"
      list={list}
      find={<ListFilterFields filter={filter} />}
      rowKey={(row) => row.requestId}
      row={(row) => (
        <ListRow
          lead={<Avatar name={row.applicant.name} />}
          title={row.applicant.name}
          line={
            <span className="approvals-line">
              <StatusTag status={row.status} />
              <span>{[spoken(row.title), summaryParts(spoken(row.summary)).rest].filter(Boolean).join(' · ')}</span>
            </span>
          }
          when={<When at={row.at} />}
          deciding={<span className="approvals-deciding">{summaryParts(spoken(row.summary)).deciding}</span>}
        />
      )}
      empty={
        filter.isFiltered ? (
          <NoneFound filter={filter} />
        ) : (
          <Empty icon="copy" title={t('copied.none')}>
            {t('copied.none.body')}
          </Empty>
        )
      }
    />
  );
}
