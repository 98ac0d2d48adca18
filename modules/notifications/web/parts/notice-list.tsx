import { Button } from '#design/button.tsx';
import { Tag } from '#design/tag.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { markRead } from '../../contract/operations.ts';
import type { NoticeRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';
import '../notifications.css';

/** Notifications one below the other. Opening one marks it as read; one that leads nowhere is marked by a button. */
export function NoticeList({ rows }: { rows: readonly NoticeRow[] }) {
  return (
    <ul className="notices">
      {rows.map((notice) => (
        <li key={notice.noticeId} data-unread={notice.readAt === null || undefined}>
          <Notice notice={notice} />
        </li>
      ))}
    </ul>
  );
}

function Notice({ notice }: { notice: NoticeRow }) {
  const t = useWords(words);
  const mark = useCommand(markRead);
  const unread = notice.readAt === null;
  const read = () => {
    if (unread) void mark.run({ noticeIds: [notice.noticeId] });
  };
  const text = (
    <>
      <span className="notice-dot">{unread ? <span className="gj-unseen">{t('unread')}</span> : null}</span>
      <span className="notice-text">
        <span className="notice-title">
          {notice.title}
          {notice.urgent ? (
            <Tag tone="seal" icon="urgent">
              {t('urgent')}
            </Tag>
          ) : null}
        </span>
        {notice.body ? <span className="gj-second">{notice.body}</span> : null}
        <span className="gj-faint">
          <When at={notice.sentAt} />
          {notice.hasConsequences ? <States notice={notice} /> : null}
        </span>
      </span>
    </>
  );
  const { link } = notice;
  return link ? (
    <a className="notice gj-row-link" href={link} onClick={read}>
      {text}
    </a>
  ) : (
    <div className="notice">
      {text}
      {unread ? <Button kind="quiet" icon="check" label={t('markRead')} busy={mark.running} onPress={read} /> : null}
    </div>
  );
}

/** Where something depends on it, the person sees what the rules count from. */
function States({ notice }: { notice: NoticeRow }) {
  const t = useWords(words);
  const format = useFormat();
  const states = [
    [t('sent'), notice.sentAt],
    [t('delivered'), notice.deliveredAt],
    [t('read'), notice.readAt],
  ] as const;
  return states.map(([word, at]) => (at ? ` · ${word} ${format.exact(at)}` : null));
}
