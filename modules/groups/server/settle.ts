import { sql } from 'kysely';
import { addMembers } from '#modules/messaging/contract/conversations.ts';
import { removeMember } from '#modules/messaging/contract/group-tools.ts';
import { settleNotice } from '../contract/notices.ts';
import { type Group, groupsWhere, inGrace } from './group-rows.ts';
import type { Command } from './groups-tables.ts';
import { loadKind, loadKinds } from './load-kinds.ts';
import { recordHappening } from './record-happening.ts';
import { roomIn } from './room-in.ts';
import { tell } from './tell.ts';

/** The process under which messaging lets people in and out of governed groups. */
export const governing = { name: 'groups.govern', permissions: [] };

interface Row {
  conversation_id: string;
  person_id: string;
  change: 'join' | 'leave';
}

/** What is different in these groups now, by group. */
export async function differencesOf(
  context: Pick<Command, 'db'>,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, { join: string[]; leave: string[] }>> {
  const { rows } = await sql<Row>`select * from groups.difference
    where conversation_id = any(${sql.val(conversationIds)}::uuid[]) order by conversation_id, person_id`.execute(
    context.db,
  );
  const found = new Map(conversationIds.map((id) => [id, { join: [] as string[], leave: [] as string[] }]));
  for (const { conversation_id, person_id, change } of rows) found.get(conversation_id)?.[change].push(person_id);
  return found;
}

/**
 * Lets in and out what the rule says. Where more would come in than a group may have, nobody comes in, and the difference stays
 * to be seen. Gives how many came and went.
 */
export async function settle(context: Command, group: Group): Promise<{ joined: number; left: number }> {
  const { join = [], leave = [] } =
    (await differencesOf(context, [group.conversation_id])).get(group.conversation_id) ?? {};
  const conversationId = group.conversation_id;
  for (const personId of leave) await context.callAs(governing, removeMember, { conversationId, personId });
  const room = await roomIn(context, conversationId, await loadKind(context.db, group.kind));
  const joined = join.length > 0 && join.length <= room ? join : [];
  if (joined.length > 0) await context.callAs(governing, addMembers, { conversationId, personIds: joined });
  await sql`update groups.open_difference set settled_at = ${context.now.toString()}
    where conversation_id = ${conversationId}::uuid and settled_at is null and not exists (select from groups.difference d
      where d.conversation_id = open_difference.conversation_id and d.person_id = open_difference.person_id
        and d.change = open_difference.change)`.execute(context.db);
  if (joined.length + leave.length > 0) {
    await recordHappening(context, group, 'settled', { joined: String(joined.length), left: String(leave.length) });
  }
  return { joined: joined.length, left: leave.length };
}

/**
 * After a change of people or rules: groups that the system settles itself are settled; of the others the first leader is told
 * what is new, once, and his workdays begin when that has arrived.
 */
export async function follow(context: Command, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const groups = await groupsWhere(
    context.db,
    sql<boolean>`g.state = 'active' and g.conversation_id = any(${sql.val(conversationIds)}::uuid[])`,
    'lock',
  );
  const kinds = await loadKinds(context.db);
  for (const group of groups) {
    if (inGrace(context, group)) continue;
    if (group.apply === 'automatic') await settle(context, group);
    else await propose(context, group, kinds.get(group.kind)?.kind.settleWorkdays ?? 2);
  }
}

async function propose(context: Command, group: Group, workdays: number): Promise<void> {
  const now = context.now.toString();
  const conversationId = group.conversation_id;
  const gone = await sql`update groups.open_difference o set settled_at = ${now}
    where conversation_id = ${conversationId}::uuid and settled_at is null and not exists (select from groups.difference d
      where d.conversation_id = o.conversation_id and d.person_id = o.person_id and d.change = o.change)
    returning 1`.execute(context.db);
  const [leaderId] = group.leader_ids;
  const { join = [], leave = [] } = (await differencesOf(context, [conversationId])).get(conversationId) ?? {};
  const rows = [
    ...join.map((personId) => ({ id: context.newId(), person: personId, change: 'join' })),
    ...leave.map((personId) => ({ id: context.newId(), person: personId, change: 'leave' })),
  ];
  if (leaderId === undefined) return;
  const { rows: added } = await sql<{ id: string }>`
    insert into groups.open_difference (id, conversation_id, person_id, change, since, liable_id)
    select x.id, ${conversationId}::uuid, x.person, x.change, ${now}, ${leaderId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, person uuid, change text)
    on conflict do nothing returning id`.execute(context.db);
  if (added.length === 0 && gone.rows.length === 0) return;
  if (added.length > 0) {
    const facts = { group: group.name, count: added.length, workdays };
    const told = await tell(context, settleNotice, [leaderId], conversationId, facts, '/groups/mine');
    await sql`update groups.open_difference set notice_id = ${told.get(leaderId) ?? null}::uuid
      where id = any(${sql.val(added.map((row) => row.id))}::uuid[])`.execute(context.db);
  }
  await recordHappening(context, group, 'differs', { count: String(rows.length) });
}
