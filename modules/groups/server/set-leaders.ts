import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { addMembers } from '#modules/messaging/contract/conversations.ts';
import { setMemberRole, transferGroup } from '#modules/messaging/contract/group-tools.ts';
import { leaderUnknown } from '../contract/failures.ts';
import type { Group } from './group-rows.ts';
import type { Command } from './groups-tables.ts';
import { governing } from './settle.ts';

/** Refuses unless all of them work here. */
export async function requireActive(context: Pick<Command, 'db'>, personIds: readonly string[]): Promise<void> {
  const { rows } = await sql`select from unnest(${sql.val(personIds)}::uuid[]) w (id)
    where not exists (select from directory.published_person p where p.id = w.id and p.active)`.execute(context.db);
  if (rows.length > 0) throw refuse(leaderUnknown);
}

/**
 * Makes these the leaders, the first of them the one who answers for the group; they are let in where they aren't members.
 * Display names follow by themselves. Former leaders stay as plain members, if they stay.
 */
export async function setLeaders(
  context: Command,
  group: Pick<Group, 'conversation_id' | 'leader_ids'>,
  leaderIds: readonly string[],
): Promise<void> {
  const conversationId = group.conversation_id;
  const ids = [...new Set(leaderIds)];
  const [first] = ids;
  await sql`delete from groups.leader where conversation_id = ${conversationId}::uuid
    and person_id <> all(${sql.val(ids)}::uuid[])`.execute(context.db);
  await sql`insert into groups.leader (conversation_id, person_id, rank, since)
    select ${conversationId}::uuid, l.id, l.place - 1, ${context.now.toString()}::timestamptz
    from unnest(${sql.val(ids)}::uuid[]) with ordinality l (id, place)
    on conflict (conversation_id, person_id) do update set rank = excluded.rank`.execute(context.db);
  await sql`delete from groups.guest where conversation_id = ${conversationId}::uuid
    and person_id = any(${sql.val(ids)}::uuid[])`.execute(context.db);
  if (first === undefined) return;
  const { rows } = await sql<{ owner_id: string | null; members: string[] }>`
    select g.owner_id, array(select m.person_id from messaging.published_member m where m.conversation_id = g.id) as members
    from messaging.published_group g where g.id = ${conversationId}::uuid`.execute(context.db);
  const { owner_id = null, members = [] } = rows[0] ?? {};
  const missing = ids.filter((id) => !members.includes(id));
  if (missing.length > 0) await context.callAs(governing, addMembers, { conversationId, personIds: missing });
  if (owner_id !== first) await context.callAs(governing, transferGroup, { conversationId, personId: first });
  for (const personId of ids.slice(1)) {
    await context.callAs(governing, setMemberRole, { conversationId, personId, role: 'deputy' });
  }
  for (const personId of group.leader_ids.filter((id) => !ids.includes(id) && members.includes(id))) {
    await context.callAs(governing, setMemberRole, { conversationId, personId, role: 'member' });
  }
}
