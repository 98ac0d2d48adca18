import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { leaderUnknown, onlyLeaders } from '../../contract/failures.ts';
import { successorNotice } from '../../contract/notices.ts';
import * as contract from '../../contract/operations.ts';
import { lockLedGroup, todayOf } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { requireActive } from '../set-leaders.ts';
import { tell } from '../tell.ts';

/** The first leader names who takes over; nothing changes until that person accepts (G8). */
export const handOver = handle<GroupsTables>()(contract.handOver, async (context, { conversationId, successorId }) => {
  const { group, personId } = await lockLedGroup(context, conversationId, 'leaders');
  if (group.leader_ids[0] !== personId) throw refuse(onlyLeaders);
  if (successorId === personId) throw refuse(leaderUnknown);
  await requireActive(context, [successorId]);
  const due = Temporal.PlainDate.from(todayOf(context, group)).add({ days: 7 }).toString();
  const { rows } = await sql<{ id: string }>`
    insert into groups.hand_over (id, conversation_id, from_id, to_id, why, due_on, state, begun_at)
    values (${context.newId()}, ${conversationId}, ${personId}, ${successorId}, 'other', ${due}, 'open', ${context.now.toString()})
    on conflict (conversation_id) where state = 'open' do update set to_id = excluded.to_id returning id`.execute(
    context.db,
  );
  const { rows: names } = await sql<{ id: string; name: string }>`select id, name from directory.published_person
    where id = any(${sql.val([personId, successorId])}::uuid[])`.execute(context.db);
  const nameOf = (id: string) => names.find((row) => row.id === id)?.name ?? '';
  const facts = { group: group.name, leader: nameOf(personId) };
  await tell(context, successorNotice, [successorId], conversationId, facts, '/groups/mine');
  await recordHappening(context, group, 'handOverBegun', { name: nameOf(successorId) }, [successorId]);
  return { handOverId: rows[0]?.id ?? '' };
});
