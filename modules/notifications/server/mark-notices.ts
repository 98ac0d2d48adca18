import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { noticeDelivered, noticesRead } from '../contract/events.ts';
import { inPortions } from './in-portions.ts';
import type { NotificationTables } from './notification-tables.ts';

interface MarkedNotice {
  id: string;
  kind: string;
  about_type: string;
  about_id: string;
  newly_delivered: boolean;
}

/**
 * Marks notices of the signed-in person that meet a condition on `n` (notice) and `s` (sending), and tells it.
 * What was read has been delivered too. What is marked already keeps its time.
 */
export async function markNotices(
  context: CommandContext<NotificationTables>,
  as: 'delivered' | 'read',
  which: RawBuilder<SqlBool>,
): Promise<void> {
  const { personId } = context.person();
  const at = context.now.toString();
  const { rows } = await sql<MarkedNotice>`
    update notifications.notice n
    set delivered_at = coalesce(n.delivered_at, ${at}), read_at = ${as === 'read' ? sql`${at}` : sql`n.read_at`}
    from notifications.sending s
    where s.id = n.sending_id and n.person_id = ${personId}
      and ${as === 'read' ? sql`n.read_at is null` : sql`n.delivered_at is null`} and ${which}
    returning n.id, s.kind, s.about_type, s.about_id, old.delivered_at is null as newly_delivered`.execute(context.db);
  for (const row of rows.filter((marked) => marked.newly_delivered)) {
    const about = { type: row.about_type, id: row.about_id };
    context.emit(noticeDelivered, { noticeId: row.id, personId, about, kind: row.kind, at });
  }
  if (as === 'delivered') return;
  for (const portion of inPortions(rows, 500)) {
    context.emit(noticesRead, { personId, noticeIds: portion.map((row) => row.id), at });
  }
}
