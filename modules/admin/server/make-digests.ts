import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { administrativeOperations } from '#modules/access/contract/administrative-operations.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { digestNotice } from '../contract/digest-notice.ts';
import { digestMade } from '../contract/events.ts';
import type { AdminTables } from './admin-tables.ts';

/** A week, but for what the hour of the work may move. */
const almostAWeek = 7 * 24 - 12;

/**
 * Every morning: each head gets what the administrators whom he supervises did since the last time, daily or weekly as it was
 * named. A quiet day is passed over; a quiet week is told.
 */
export const makeDigests = recurring<AdminTables>()('admin.makeDigests', '0 0 * * *', async (context) => {
  const now = context.now.toString();
  const operations = [...administrativeOperations(context.contracts).keys()];
  const { rows } = await sql<{
    id: string;
    supervisor_id: string;
    name: string;
    every: 'day' | 'week';
    from_at: string;
    actions: number;
  }>`
    select s.id, s.supervisor_id, p.name, s.every, x.from_at, (
      select count(*)::int from kernel.audit a
      where a.actor_kind = 'person' and a.actor_id = s.administrator_id::text and a.outcome <> 'fault'
        and a.at >= x.from_at and a.at < ${now} and a.operation = any(${sql.val(operations)}::text[])) as actions
    from admin.supervision s
    join directory.published_person p on p.id = s.administrator_id
    join directory.published_person b on b.id = s.supervisor_id and b.active
    cross join lateral (select coalesce(max(d.until_at), s.named_at) as from_at
      from admin.digest d where d.supervision_id = s.id) x
    where s.ended_at is null and x.from_at < ${now}
      and (s.every = 'day' or x.from_at <= ${context.now.subtract({ hours: almostAWeek }).toString()})
    order by s.id`.execute(context.db);
  for (const { id, supervisor_id: supervisorId, name, every, from_at, actions } of rows) {
    if (every === 'day' && actions === 0) continue;
    const digestId = context.newId();
    await sql`insert into admin.digest (id, supervision_id, from_at, until_at, actions)
      values (${digestId}::uuid, ${id}::uuid, ${from_at}, ${now}, ${actions})`.execute(context.db);
    context.emit(digestMade, { digestId, supervisorId });
    await context.call(
      notify,
      noticeOf(digestNotice, {
        personIds: [supervisorId],
        about: { type: 'digest', id: digestId },
        link: `/supervision/${digestId}`,
        facts: { name, actions: String(actions) },
      }),
    );
  }
});
