import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/channel-operations.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import { inPortions } from '../in-portions.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** What is under way already isn't called back. */
export const stopDeliveries = handle<NotificationTables>()(operations.stopDeliveries, async (context, { about }) => {
  const { rows } = await sql<{ id: string }>`
    update notifications.delivery d set state = 'unneeded', next_try = null
    from notifications.notice n join notifications.sending s on s.id = n.sending_id
    where d.notice_id = n.id and s.about_type = ${about.type} and s.about_id = ${about.id}
      and d.state = 'queued' and d.tries = 0 returning d.id`.execute(context.db);
  for (const portion of inPortions(rows, 500)) {
    context.emit(deliveriesMoved, { deliveryIds: portion.map(({ id }) => id) });
  }
  return {};
});
