import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { endNotice, endProposalNotice, endSoonNotice, patrolNotice } from '../contract/notices.ts';
import { findOpenHandOvers } from './find-open-hand-overs.ts';
import { groupsWhere, inGrace, todayOf } from './group-rows.ts';
import type { GroupsTables } from './groups-tables.ts';
import { loadKinds } from './load-kinds.ts';
import { recordHappening } from './record-happening.ts';
import { follow } from './settle.ts';
import { tell } from './tell.ts';

/** Days before its end that the leader of a group is reminded. */
const SOON = 7;

/**
 * Every hour, so that every employer's morning is met: groups that end soon or have ended (their leaders are told), grace that is over,
 * patrols that are due, hand-overs whose day has come.
 */
export const hourlyLook = recurring<GroupsTables>()('groups.hourlyLook', '7 * * * *', async (context) => {
  const kinds = await loadKinds(context.db);
  const now = context.now.toString();
  const today = sql`(${now}::timestamptz at time zone e.time_zone)::date`;
  const groups = await groupsWhere(
    context.db,
    sql<boolean>`g.state = 'active' and (g.ends_on <= ${today} + ${SOON}::int or g.grace_until <= ${today} or g.patrol_told_at is null)`,
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
      const facts = { group: group.name, day: group.ends_on };
      // Where the kind only may end, its dissolution is proposed and nothing follows (S1k: 可).
      const told =
        kind?.lifetime === 'ends'
          ? await tell(context, endNotice, [leaderId], conversationId, { ...facts, workdays: kind.dissolveWorkdays })
          : await tell(context, endProposalNotice, [leaderId], conversationId, facts);
      await sql`update groups.governed set end_notice_id = ${told.get(leaderId) ?? null}::uuid
        where conversation_id = ${conversationId}::uuid`.execute(context.db);
      await recordHappening(context, group, 'ended', { day: group.ends_on });
    }
    const daysLeft =
      group.ends_on === null ? null : Temporal.PlainDate.from(todayOf(context, group)).until(group.ends_on).days;
    if (group.ends_on !== null && daysLeft !== null && daysLeft >= 0 && daysLeft <= SOON && !group.end_soon_told_at) {
      await tell(context, endSoonNotice, [leaderId], conversationId, { group: group.name, day: group.ends_on });
      await sql`update groups.governed set end_soon_told_at = ${now} where conversation_id = ${conversationId}::uuid`.execute(
        context.db,
      );
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
  await findOpenHandOvers(context);
});
