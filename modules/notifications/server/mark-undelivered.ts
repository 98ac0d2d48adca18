import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { noticeUndelivered } from '../contract/events.ts';
import type { NotificationTables } from './notification-tables.ts';

/**
 * Marks those of these notices that reached nobody, and tells it, once each. `everyWayFailed`: something was tried outside and
 * nothing is left to try; while a way is still open nothing is told. What a device has, or a channel delivered, is left alone.
 */
export async function markUndelivered(
  context: Pick<CommandContext<NotificationTables>, 'db' | 'now' | 'emit'>,
  noticeIds: readonly string[],
  why: 'everyWayFailed' | 'timeIsOver',
): Promise<void> {
  const open = why === 'timeIsOver' ? ['delivered'] : ['delivered', 'sent', 'queued'];
  const at = context.now.toString();
  const { rows } = await sql<{ id: string; person_id: string; kind: string; about_type: string; about_id: string }>`
    update notifications.notice n set undelivered_at = ${at}
    from notifications.sending s
    where s.id = n.sending_id and n.id = any(${noticeIds}::uuid[])
      and n.delivered_at is null and n.undelivered_at is null
      and not exists (select from notifications.delivery d where d.notice_id = n.id and d.state = any(${open}::text[]))
    returning n.id, n.person_id, s.kind, s.about_type, s.about_id`.execute(context.db);
  for (const row of rows) {
    const about = { type: row.about_type, id: row.about_id };
    context.emit(noticeUndelivered, { noticeId: row.id, personId: row.person_id, about, kind: row.kind, at, why });
  }
}
