import { sql } from 'kysely';
import type { MembershipRule } from '../contract/membership-rule.ts';
import type { Command } from './groups-tables.ts';
import { namedBy, partsOf, unfit } from './who-belongs.ts';

/** Writes the rule of a group as rows. */
export async function writeParts(
  context: Command,
  group: { conversationId: string; employerId: string; rule: MembershipRule },
): Promise<void> {
  const { conversationId, employerId, rule } = group;
  await sql`delete from groups.part where conversation_id = ${conversationId}::uuid`.execute(context.db);
  await sql`insert into groups.part (conversation_id, kind, ref, value)
    select ${conversationId}::uuid, kind, ref, value
    from jsonb_to_recordset(${JSON.stringify(partsOf(rule, employerId))}::jsonb) as x (kind text, ref uuid, value text)`.execute(
    context.db,
  );
}

/**
 * Reckons anew who should be in, by set: of these groups, or of these people in all groups, or of everybody in all of them
 * (after an import, or where departments moved). Gives the groups in which anybody came or went.
 */
export async function recountExpected(
  context: Command,
  which: { readonly conversationIds?: readonly string[]; readonly personIds?: readonly string[] },
): Promise<string[]> {
  const groups = which.conversationIds
    ? sql<boolean>`conversation_id = any(${sql.val(which.conversationIds)}::uuid[])`
    : sql<boolean>`true`;
  const people = which.personIds
    ? sql<boolean>`person_id = any(${sql.val(which.personIds)}::uuid[])`
    : sql<boolean>`true`;
  const parts = sql`(select p.* from groups.part p join groups.governed g using (conversation_id) where g.state = 'active')`;
  const named = sql`select * from (${namedBy(parts)}) every_one where ${groups} and ${people}`;
  const out = await unfit(
    context.db,
    sql`select distinct n.conversation_id, n.person_id, g.rule ->> 'condition' as condition
      from (${named}) n join groups.governed g using (conversation_id)
      where not n.by_hand and g.rule ->> 'condition' is not null`,
  );
  const { rows } = await sql<{ conversation_id: string }>`
    with wanted as (
      select distinct n.conversation_id, n.person_id from (${named}) n
      where n.by_hand or not exists (
        select from unnest(${sql.val(out.conversationIds)}::uuid[], ${sql.val(out.personIds)}::uuid[]) o (c, p)
        where o.c = n.conversation_id and o.p = n.person_id)
    ), gone as (
      delete from groups.expected e where ${groups} and ${people}
        and not exists (select from wanted w where w.conversation_id = e.conversation_id and w.person_id = e.person_id)
      returning e.conversation_id
    ), came as (
      insert into groups.expected (conversation_id, person_id) select conversation_id, person_id from wanted
      on conflict do nothing returning conversation_id
    )
    select conversation_id from gone union select conversation_id from came order by conversation_id`.execute(
    context.db,
  );
  return rows.map((row) => row.conversation_id);
}
