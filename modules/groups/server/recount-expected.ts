import { sql } from 'kysely';
import { runPrepared } from '#kernel/server/database/prepared.ts';
import type { MembershipRule } from '../contract/membership-rule.ts';
import type { Command } from './groups-tables.ts';
import { factsOf, fitting, namedBy, partsOf } from './who-belongs.ts';

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
 * Reckons anew who should be in, by set: of these groups, or of these people in all groups. Gives the groups in which anybody
 * came or went. 50,000 people in 520 groups: 40 ms for a person, 150 ms for a group.
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
  const condition = sql`g.rule ->> 'condition'`;
  const fit = await fitting(
    context.db,
    sql`select n.person_id, ${condition} as condition from (${named}) n join groups.governed g using (conversation_id)
      where not n.by_hand and ${condition} is not null`,
  );
  const statement = sql<{ conversation_id: string }>`
    with named as materialized (${named}), conditional as materialized (
      select n.conversation_id, n.person_id, ${condition} as condition from named n join groups.governed g using (conversation_id)
      where not n.by_hand and ${condition} is not null
    ), f as materialized (${factsOf(sql`select person_id from conditional`)}), wanted as materialized (
      select n.conversation_id, n.person_id from named n join groups.governed g using (conversation_id)
      where n.by_hand or ${condition} is null
      union
      select c.conversation_id, c.person_id from conditional c join f using (person_id)
      join unnest(${sql.val(fit.conditions)}::text[], ${sql.val(fit.facts)}::text[]) o (condition, facts)
        on o.condition = c.condition and o.facts = f.facts
    ), gone as (
      delete from groups.expected e where ${groups} and ${people}
        and not exists (select from wanted w where w.conversation_id = e.conversation_id and w.person_id = e.person_id)
      returning e.conversation_id
    ), came as (
      insert into groups.expected (conversation_id, person_id) select conversation_id, person_id from wanted
      on conflict do nothing returning conversation_id
    )
    select conversation_id from gone union select conversation_id from came order by conversation_id`;
  const rows = await runPrepared('groups.recount', statement, context.db);
  return rows.map((row) => row.conversation_id);
}

/** Groups that one statement reckons, so that none takes long. */
const AT_ONCE = 50;

/** The same for everybody in all groups, after an import or where departments moved. */
export async function recountEverything(context: Command): Promise<string[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from groups.governed where state = 'active' order by conversation_id`.execute(context.db);
  const changed: string[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const conversationIds = rows.slice(at, at + AT_ONCE).map((row) => row.conversation_id);
    changed.push(...(await recountExpected(context, { conversationIds })));
  }
  return changed;
}
