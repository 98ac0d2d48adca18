import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import { noticeKindOf } from '../../contract/notice-kind.ts';
import { deliveryView } from '../delivery-view.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { refuseCursor } from '../refuse-cursor.ts';

export const listDeliveries = handle<NotificationTables>()(contract.listDeliveries, async (context, input) => {
  const { limit, cursor, state, channel, personId } = input;
  refuseCursor(cursor);
  const found = await context.db
    .selectFrom('notifications.delivery as d')
    .innerJoin('directory.published_person as p', 'p.id', 'd.person_id')
    .leftJoin('notifications.notice as n', 'n.id', 'd.notice_id')
    .leftJoin('notifications.sending as s', 's.id', 'n.sending_id')
    .selectAll('d')
    .select(['p.name', 's.kind'])
    .$if(state !== undefined, (query) => query.where('d.state', '=', state ?? 'failed'))
    .$if(channel !== undefined, (query) => query.where('d.channel', '=', channel ?? 'push'))
    .$if(personId !== undefined, (query) => query.where('d.person_id', '=', personId ?? ''))
    .$if(cursor !== undefined, (query) => query.where('d.id', '<', cursor ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit).map((row) => ({
    ...deliveryView(row),
    personId: row.person_id,
    personName: row.name,
    kindName: row.kind === null ? null : (noticeKindOf(row.kind)?.name[context.language] ?? row.kind),
  }));
  const last = found.length > limit ? rows.at(-1) : undefined;
  return last ? { rows, next: last.deliveryId } : { rows };
});
