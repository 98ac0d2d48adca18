import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { deliveriesMoved } from '../contract/events.ts';
import { mostTries, retryPause } from '../domain/retry-pause.ts';
import type { Sent } from './channels/channel-adapter.ts';
import { markUndelivered } from './mark-undelivered.ts';
import type { NotificationTables } from './notification-tables.ts';
import type { Taken } from './outside/deliveries.ts';

type Work = CommandContext<NotificationTables>;

/** Writes what came of one try of a parcel. A receipt may have come before: what is no longer queued stays as it is. */
export async function recordSent(context: Work, rows: readonly Taken[], sent: Sent): Promise<void> {
  const { db, now } = context;
  const at = now.toString();
  const ids = rows.map(({ id }) => id);
  const tries = Math.max(...rows.map((row) => row.tries));
  const error = sent.ok ? null : sent.error;
  const receipt = sent.ok ? sent.receipt : null;
  await sql`
    insert into notifications.attempt (delivery_id, number, at, error, receipt)
    select d.id, coalesce((select max(a.number) from notifications.attempt a where a.delivery_id = d.id), 0) + 1,
      ${at}, ${error}, ${receipt}
    from notifications.delivery d where d.id = any(${ids}::uuid[])`.execute(db);
  const queued = db.updateTable('notifications.delivery').where('id', 'in', ids).where('state', '=', 'queued');
  if (sent.ok) {
    const check_at = sent.checkSeconds ? now.add({ seconds: sent.checkSeconds }).toString() : null;
    await queued.set({ state: 'sent', next_try: null, sent_at: at, error: null, receipt, check_at }).execute();
  } else if (sent.never || tries >= mostTries) {
    await queued.set({ state: 'failed', next_try: null, error }).execute();
    await afterFailure(context, rows);
  } else {
    const seconds = Math.max(retryPause(tries), sent.waitSeconds ?? 0);
    await queued.set({ next_try: now.add({ seconds }).toString(), error }).execute();
  }
  if (sent.gone?.length) await db.deleteFrom('notifications.device').where('id', 'in', sent.gone).execute();
  context.emit(deliveriesMoved, { deliveryIds: ids });
}

/**
 * What could be done for notices whose delivery failed for good: a call that nobody took is followed by a text message; where
 * no way is left, that is told.
 */
export async function afterFailure(
  context: Work,
  rows: readonly Pick<Taken, 'notice_id' | 'person_id' | 'channel'>[],
): Promise<void> {
  const noticeIds = rows.flatMap(({ notice_id }) => notice_id ?? []);
  if (noticeIds.length === 0) return;
  const at = context.now.toString();
  for (const row of rows.filter(({ channel }) => channel === 'phone')) {
    const id = context.newId();
    await sql`
      insert into notifications.delivery (id, notice_id, person_id, channel, parcel, state, next_try, made_at)
      select ${id}, ${row.notice_id}, ${row.person_id}, 'sms', ${id}, 'queued', ${at}, ${at}
      where exists (select from notifications.channel where channel = 'sms' and active)
        and exists (select from directory.published_contact where person_id = ${row.person_id} and phone is not null)
      on conflict (notice_id, channel) do nothing`.execute(context.db);
  }
  await markUndelivered(context, noticeIds, 'everyWayFailed');
}
