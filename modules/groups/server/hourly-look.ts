import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { endNotice, patrolNotice } from '../contract/notices.ts';
import { groupsWhere, inGrace, todayOf } from './group-rows.ts';
import type { GroupsTables } from './groups-tables.ts';
import { loadKinds } from './load-kinds.ts';
import { recordBreach } from './record-breach.ts';
import { recordHappening } from './record-happening.ts';
import { follow } from './settle.ts';
import { tell } from './tell.ts';

/**
 * Every hour, so that every employer's morning is met: groups that have ended (their leaders are told), grace that is over,
 * patrols that are due, hand-overs whose day has come.
 */
export const hourlyLook = recurring<GroupsTables>()('groups.hourlyLook', '7 * * * *', async (context) => {
  const kinds = await loadKinds(context.db);
  const now = context.now.toString();
  const today = sql`(${now}::timestamptz at time zone e.time_zone)::date`;
  const groups = await groupsWhere(
    context.db,
    sql<boolean>`g.state = 'active' and (g.ends_on < ${today} or g.grace_until <= ${today} or g.patrol_told_at is null)`,
  );
  for (const group of groups) {
    const [leaderId] = group.leader_ids;
    const conversationId = group.conversation_id;
    if (group.grace_until !== null && !inGrace(context, group)) {
      await sql`update groups.governed set grace_until = null where conversation_id = ${conversationId}::uuid`.execute(
        context.db,
      );
      await follow(context, [conversationId]);
    }
    if (leaderId === undefined || inGrace(context, group)) continue;
    const kind = kinds.get(group.kind)?.kind;
    if (group.ends_on !== null && group.ends_on < todayOf(context, group) && group.end_notice_id === null) {
      const facts = { group: group.name, day: group.ends_on, workdays: kind?.dissolveWorkdays ?? 3 };
      const told = await tell(context, endNotice, [leaderId], conversationId, facts);
      await sql`update groups.governed set end_notice_id = ${told.get(leaderId) ?? null}::uuid
        where conversation_id = ${conversationId}::uuid`.execute(context.db);
      await recordHappening(context, group, 'ended', { day: group.ends_on });
    }
    const patrolDue =
      kind?.patrolDays && group.patrol_told_at === null
        ? Temporal.Instant.compare(
            Temporal.Instant.from(group.patrolled_at).add({ hours: kind.patrolDays * 24 }),
            context.now,
          ) <= 0
        : false;
    if (patrolDue) {
      await tell(context, patrolNotice, [leaderId], conversationId, { group: group.name });
      await sql`update groups.governed set patrol_told_at = ${now} where conversation_id = ${conversationId}::uuid`.execute(
        context.db,
      );
    }
  }
  await findOpenHandOvers();

  /** The day has come and nobody was named. Where somebody was and hasn't answered, the leader did his part. */
  async function findOpenHandOvers() {
    const { rows } = await sql<{
      id: string;
      conversation_id: string;
      employer_id: string;
      from_id: string;
      told_at: string;
    }>`
      update groups.hand_over h set breach_at = ${now}
      from groups.governed g join directory.published_employer e on e.id = g.employer_id
      where g.conversation_id = h.conversation_id and h.state = 'open' and h.to_id is null and h.why <> 'other'
        and h.told_at is not null and h.breach_at is null and (g.grace_until is null or g.grace_until <= ${today})
        and case h.why when 'leaving' then h.due_on <= ${today} else h.due_on < ${today} end
      returning h.id, h.conversation_id, g.employer_id, h.from_id, h.told_at`.execute(context.db);
    for (const row of rows) {
      const facts = { liableId: row.from_id, subjectId: null, toldAt: row.told_at, dueAt: now };
      await recordBreach(context, row, { breach: 'handOverOpen', ...facts });
    }
  }
});
