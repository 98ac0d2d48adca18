import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { addMembers } from '#modules/messaging/contract/conversations.ts';
import { setMemberRole } from '#modules/messaging/contract/group-tools.ts';
import { alreadyIn, endTooLate, noGuests } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { isMember, lockLedGroup, todayOf } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { requireRoom } from '../room-in.ts';
import { requireActive } from '../set-leaders.ts';
import { governing } from '../settle.ts';

const MOST_DAYS = 366;

/** A guest is in by the leader's word, with a reason, until the end of a day, and counts as no difference (G6). */
export const inviteGuest = handle<GroupsTables>()(contract.inviteGuest, async (context, input) => {
  const { conversationId, personId, reason, endsOn } = input;
  const { group, kind, personId: leaderId } = await lockLedGroup(context, conversationId);
  if (!kind.guests) throw refuse(noGuests);
  const today = todayOf(context, group);
  if (endsOn < today || endsOn > Temporal.PlainDate.from(today).add({ days: MOST_DAYS }).toString()) {
    throw refuse(endTooLate, { days: MOST_DAYS });
  }
  await requireActive(context, [personId]);
  if (await isMember(context.db, conversationId, personId)) throw refuse(alreadyIn);
  await requireRoom(context, conversationId, kind, 1);
  await sql`insert into groups.guest (conversation_id, person_id, reason, ends_on, invited_by)
    values (${conversationId}, ${personId}, ${reason}, ${endsOn}, ${leaderId})
    on conflict (conversation_id, person_id) do update
      set reason = excluded.reason, ends_on = excluded.ends_on, invited_by = excluded.invited_by`.execute(context.db);
  await context.callAs(governing, addMembers, { conversationId, personIds: [personId] });
  const until = Temporal.PlainDate.from(endsOn)
    .add({ days: 1 })
    .toZonedDateTime(group.time_zone)
    .toInstant()
    .toString();
  await context.callAs(governing, setMemberRole, { conversationId, personId, role: 'guest', guest: { reason, until } });
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
  await recordHappening(context, group, 'guestInvited', { name: rows[0]?.name ?? '', reason, day: endsOn });
  return {};
});
