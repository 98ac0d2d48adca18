import { Badge } from '#design/badge.tsx';
import { Icon } from '#design/icon.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { countUnread, listNotices, markRead } from '#modules/notifications/contract/operations.ts';
import { words } from '../words.ts';
import { Rows } from './rows.tsx';

const most = 5;

/** The newest notifications that weren't read. Opening one reads it. `path`: the list of all. */
export function UnreadNotices({ path }: { path: string }) {
  const t = useWords(words);
  const list = useRead(listNotices, { only: 'unread', limit: most });
  const count = useRead(countUnread, {}).data?.count ?? 0;
  const { run: read } = useCommand(markRead);
  return (
    <Rows
      title={
        <span className="workbench-heading">
          {t('notices.title')}
          <Badge count={count} label={t('apps.count', { count })} />
        </span>
      }
      all={path}
      read={{ ...list, data: list.data?.rows }}
      none={t('notices.none')}
      row={(notice) => (
        <li key={notice.noticeId} className="workbench-notice">
          <a
            className="gj-row-link"
            href={notice.link ?? path}
            onClick={() => {
              if (notice.link) void read({ noticeIds: [notice.noticeId] });
            }}
          >
            <ListRow
              lead={<Icon name="notifications" />}
              title={notice.title}
              line={notice.body}
              when={<When at={notice.sentAt} />}
              deciding={
                notice.urgent ? (
                  <Tag tone="seal" icon="urgent">
                    {t('urgent')}
                  </Tag>
                ) : null
              }
            />
          </a>
        </li>
      )}
    />
  );
}
