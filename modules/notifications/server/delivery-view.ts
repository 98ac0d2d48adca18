import type { Selectable } from 'kysely';
import type { NotificationTables } from './notification-tables.ts';

type Row = Selectable<NotificationTables['notifications.delivery']>;

/** A delivery as the contract shows it. */
export const deliveryView = (row: Row) => ({
  deliveryId: row.id,
  channel: row.channel,
  state: row.state,
  heldFor: row.held_for,
  tries: row.tries,
  error: row.error,
  madeAt: row.made_at,
  nextTry: row.next_try,
  sentAt: row.sent_at,
  deliveredAt: row.delivered_at,
});
