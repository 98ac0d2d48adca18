import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/join-operations.ts';
import { groupsWhere, isMember } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';

interface Facts {
  leaders: { id: string; name: string }[];
  guest_ids: string[];
  belongs: boolean;
  leave_ids: string[];
  difference: number;
  asks: number;
}

/** For members; a group that nobody governs and one that isn't known to the reader look the same. */
export const readInChat = handle<GroupsTables>()(contract.readInChat, async (context, { conversationId }) => {
  const { personId } = context.person();
  const db = context.db as never;
  const [group] = await groupsWhere(db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`);
  if (!group || !(await isMember(db, conversationId, personId))) return { governed: null };
  const kind = await loadKind(db, group.kind);
  const id = sql`${conversationId}::uuid`;
  const { rows } = await sql<Facts>`select
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by l.rank) from groups.leader l
      join directory.published_person p on p.id = l.person_id where l.conversation_id = ${id}), '[]') as leaders,
    array(select u.person_id from groups.guest u where u.conversation_id = ${id} order by 1) as guest_ids,
    exists (select from groups.expected x where x.conversation_id = ${id} and x.person_id = ${personId}::uuid) as belongs,
    array(select d.person_id from groups.difference d where d.conversation_id = ${id} and d.change = 'leave'
      order by 1 limit 1000) as leave_ids,
    (select count(*)::int from groups.difference d where d.conversation_id = ${id}) as difference,
    (select count(*)::int from groups.join_ask j where j.conversation_id = ${id} and j.state = 'open'
      and not exists (select from messaging.published_member m
        where m.conversation_id = j.conversation_id and m.person_id = j.person_id)) as asks`.execute(context.db);
  const [facts] = rows;
  const leads = group.state === 'active' && group.leader_ids.includes(personId);
  return {
    governed: {
      name: group.name,
      kind: group.kind,
      kindTitle: kind.title,
      owner: kind.owner,
      display: kind.display,
      leaders: facts?.leaders ?? [],
      guestIds: facts?.guest_ids ?? [],
      tools: kind.tools,
      endsOn: group.ends_on,
      leads,
      stays: leads || (group.state === 'active' && (facts?.belongs ?? false)),
      hasRule: group.has_rule,
      leaveIds: leads ? (facts?.leave_ids ?? []) : [],
      toDo: leads ? (facts?.difference ?? 0) + (facts?.asks ?? 0) : 0,
    },
  };
});
