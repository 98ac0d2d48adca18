import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { NotificationTables } from './notification-tables.ts';
import type { Taken } from './outside/deliveries.ts';
import { afterFailure } from './record-sent.ts';

/**
 * The other side told what became of deliveries that were on their way, by their ids or as one parcel; gives the ids of those.
 * What had ended before stays as it ended.
 */
export async function endDeliveries(
  context: CommandContext<NotificationTables>,
  which: { readonly ids: readonly string[] } | { readonly parcel: string },
  state: 'delivered' | 'failed',
  error: string | null,
): Promise<string[]> {
  const at = context.now.toString();
  const named = 'ids' in which ? sql`id = any(${which.ids}::uuid[])` : sql`parcel = ${which.parcel}`;
  const { rows } = await sql<Pick<Taken, 'id' | 'notice_id' | 'person_id' | 'channel'>>`
    update notifications.delivery set state = ${state}, error = ${error}, next_try = null, check_at = null,
      sent_at = coalesce(sent_at, ${at}), delivered_at = ${state === 'delivered' ? at : null}
    where ${named} and state in ('queued', 'sent') and tries > 0
    returning id, notice_id, person_id, channel`.execute(context.db);
  if (state === 'failed') await afterFailure(context, rows);
  return rows.map(({ id }) => id);
}
