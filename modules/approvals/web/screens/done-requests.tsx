import { Avatar } from '#design/avatar.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listDone } from '../../contract/operations.ts';
import { ListFilterFields } from '../parts/list-filter-fields.tsx';
import { NoneFound } from '../parts/none-found.tsx';
import { RequestList } from '../parts/request-list.tsx';
import { summaryParts } from '../summary-parts.ts';
import { useListFilter } from '../use-list-filter.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/** What I have dealt with, and how. */
export function DoneRequests() {
  const t = useWords(words);
  const spoken = useSpoken();
  const filter = useListFilter('done');
  const list = useReadPages(listDone, { limit: 50, ...filter.input });
  return (
    <RequestList
      current="done"
      path="/requests/done"
      list={list}
      find={<ListFilterFields filter={filter} />}
      rowKey={(row) => `${row.requestId} ${row.slotId} ${row.at}`}
      row={(row) => (
        <ListRow
          lead={<Avatar name={row.applicant.name} />}
          title={row.applicant.name}
          line={[t(`did.${outcomeOf(row.outcome)}`), spoken(row.title), summaryParts(spoken(row.summary)).rest]
            .filter(Boolean)
            .join(' · ')}
          when={<When at={row.at} />}
          deciding={<span className="approvals-deciding">{summaryParts(spoken(row.summary)).deciding}</span>}
        />
      )}
      empty={
        filter.isFiltered ? (
          <NoneFound filter={filter} />
        ) : (
          <Empty icon="check" title={t('done.none')}>
            {t('done.none.body')}
          </Empty>
        )
      }
    />
  );
}

const outcomes = [
  'approved',
  'rejected',
  'handled',
  'returned',
  'transferred',
  'resubmitted',
  'delegated',
  'passedUp',
  'outcomeRecorded',
] as const;

/** A word that this program doesn't know yet is told as dealt with. */
const outcomeOf = (outcome: string): (typeof outcomes)[number] | 'other' =>
  outcomes.find((known) => known === outcome) ?? 'other';
