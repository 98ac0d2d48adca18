import { Avatar } from '#design/avatar.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import { listCopied } from '../../contract/operations.ts';
import { RequestList } from '../parts/request-list.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/** What I got a copy of. */
export function CopiedRequests() {
  const t = useWords(words);
  const spoken = useSpoken();
  const list = useReadPages(listCopied, { limit: 50 });
  return (
    <RequestList
      current="copied"
      path="/requests/copied"
      list={list}
      rowKey={(row) => row.requestId}
      row={(row) => (
        <ListRow
          lead={<Avatar name={row.applicant.name} />}
          title={row.applicant.name}
          line={
            <span className="approvals-line">
              <StatusTag status={row.status} />
              <span>{spoken(row.title)}</span>
            </span>
          }
          when={<When at={row.at} />}
          deciding={<span className="approvals-deciding">{spoken(row.summary)}</span>}
        />
      )}
      empty={
        <Empty icon="copy" title={t('copied.none')}>
          {t('copied.none.body')}
        </Empty>
      }
    />
  );
}
