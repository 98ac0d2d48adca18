import { handle } from '#kernel/server/define-module.ts';
import { outsideOnlyCodes } from '../../contract/notice-kind.ts';
import * as operations from '../../contract/operations.ts';
import { noticeWords } from '../notice-words.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { refuseCursor } from '../refuse-cursor.ts';

export const listNotices = handle<NotificationTables>()(
  operations.listNotices,
  async (context, { only, limit, cursor }) => {
    refuseCursor(cursor);
    const found = await context.db
      .selectFrom('notifications.notice as n')
      .innerJoin('notifications.sending as s', 's.id', 'n.sending_id')
      .select(['n.id', 's.kind', 's.facts', 's.sent_words', 's.link', 's.about_type', 's.about_id', 's.urgent'])
      .select(['s.sent_at', 'n.delivered_at', 'n.read_at'])
      .where('n.person_id', '=', context.person().personId)
      .where(({ eb, fn, val }) => eb.not(eb('s.kind', '=', fn.any(val([...outsideOnlyCodes()])))))
      .$if(only === 'unread', (query) => query.where('n.read_at', 'is', null))
      .$if(only === 'undelivered', (query) => query.where('n.delivered_at', 'is', null))
      .$if(cursor !== undefined, (query) => query.where('n.id', '<', cursor ?? ''))
      .orderBy('n.id', 'desc')
      .limit(limit + 1)
      .execute();
    const rows = found.slice(0, limit).map((row) => ({
      noticeId: row.id,
      kind: row.kind,
      ...noticeWords(row, context.language),
      link: row.link,
      about: { type: row.about_type, id: row.about_id },
      urgent: row.urgent,
      hasConsequences: row.sent_words !== null,
      sentAt: row.sent_at,
      deliveredAt: row.delivered_at,
      readAt: row.read_at,
    }));
    const last = found.length > limit ? rows.at(-1) : undefined;
    return last ? { rows, next: last.noticeId } : { rows };
  },
);
