import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { runPrepared } from '#kernel/server/database/prepared.ts';
import type { MembershipRule } from '../contract/membership-rule.ts';
import { meets } from '../domain/check-rule.ts';

/** A part of a rule as a row of `groups.part`. */
export interface RulePart {
  readonly kind: 'everybody' | 'department' | 'departmentTree' | 'head' | 'headTree' | 'post' | 'jobTitle' | 'person';
  readonly ref: string | null;
  readonly value: string | null;
}

/** The parts that a rule is made of, for a group of this employer. */
export function partsOf(rule: MembershipRule, employerId: string): RulePart[] {
  const ref = (kind: RulePart['kind'], id: string): RulePart => ({ kind, ref: id, value: null });
  return [
    ...(rule.everybody ? [ref('everybody', employerId)] : []),
    ...rule.departments.map(({ id, below }) =>
      rule.headsOnly ? ref(below ? 'headTree' : 'head', id) : ref(below ? 'departmentTree' : 'department', id),
    ),
    ...rule.postIds.map((id) => ref('post', id)),
    ...rule.jobTitles.map((value): RulePart => ({ kind: 'jobTitle', ref: null, value })),
    ...rule.personIds.map((id) => ref('person', id)),
  ];
}

/**
 * SQL: whom these parts name, `(conversation_id, person_id, by_hand)`, active people only. `parts` has the columns
 * `conversation_id, kind, ref, value`; a condition on `person_id` reaches down into every branch.
 */
export const namedBy = (parts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select r.conversation_id, r.person_id, r.by_hand from (
    select p.conversation_id, a.id as person_id, false as by_hand
    from ${parts} p join directory.published_person a on a.employer_id = p.ref where p.kind = 'everybody'
    union all
    select p.conversation_id, m.person_id, false
    from ${parts} p join directory.published_department_tree t on t.ancestor_id = p.ref
      and (p.kind = 'departmentTree' or t.depth = 0)
    join directory.published_membership m on m.department_id = t.descendant_id
    where p.kind in ('department', 'departmentTree')
    union all
    select p.conversation_id, h.person_id, false
    from ${parts} p join directory.published_department_tree t on t.ancestor_id = p.ref
      and (p.kind = 'headTree' or t.depth = 0)
    join directory.published_head h on h.department_id = t.descendant_id
    where p.kind in ('head', 'headTree')
    union all
    select p.conversation_id, h.person_id, false
    from ${parts} p join directory.published_post_holding h on h.post_id = p.ref where p.kind = 'post'
    union all
    select p.conversation_id, a.id, false
    from ${parts} p join directory.published_person a on a.job_title = p.value where p.kind = 'jobTitle'
    union all
    select p.conversation_id, p.ref, true from ${parts} p where p.kind = 'person'
  ) r join directory.published_person q on q.id = r.person_id and q.active`;

/**
 * SQL: `(person_id, facts)` of these people, the facts that a condition may use as one text. Many people have the same, so a
 * condition is evaluated once for all of them.
 */
export const factsOf = (personIds: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select a.id as person_id, jsonb_build_array(coalesce(d.name, ''), coalesce(a.job_title, ''), a.staff_type,
    coalesce((select string_agg(distinct o.name, ' ' order by o.name) from directory.published_post_holding h
      join directory.published_post o on o.id = h.post_id where h.person_id = a.id), ''),
    exists (select from directory.published_head h where h.person_id = a.id))::text as facts
  from directory.published_person a left join directory.published_department d on d.id = a.main_department_id
  where a.id in (${personIds})`;

const factsShape = z.tuple([z.string(), z.string(), z.string(), z.string(), z.boolean()]);

/** Which facts meet which condition, of those that occur among the candidates `(person_id, condition)`. */
export async function fitting(
  db: QueryExecutorProvider,
  candidates: RawBuilder<unknown>,
): Promise<{ conditions: string[]; facts: string[] }> {
  const statement = sql<{ condition: string; facts: string }>`
    with c as materialized (select distinct person_id, condition from (${candidates}) every_one),
      f as materialized (${factsOf(sql`select person_id from c`)})
    select distinct c.condition, f.facts from c join f using (person_id)`;
  const rows = await runPrepared('groups.fitting', statement, db);
  const fit = rows.filter((row) => {
    const [department, jobTitle, staffType, posts, isHead] = factsShape.parse(JSON.parse(row.facts));
    return meets(row.condition, { department, jobTitle, staffType, posts, isHead });
  });
  return { conditions: fit.map((row) => row.condition), facts: fit.map((row) => row.facts) };
}

/** Who belongs in a group of this employer by a rule, in the order of their ids; for a group that isn't there yet. */
export async function whoBelongs(
  db: QueryExecutorProvider,
  employerId: string,
  rule: MembershipRule,
): Promise<string[]> {
  const parts = sql`(select ${employerId}::uuid as conversation_id, kind, ref, value
    from jsonb_to_recordset(${JSON.stringify(partsOf(rule, employerId))}::jsonb) as x (kind text, ref uuid, value text))`;
  const named = sql`select * from (${namedBy(parts)}) named`;
  const fit =
    rule.condition === null
      ? { conditions: [], facts: [] }
      : await fitting(
          db,
          sql`select person_id, ${rule.condition}::text as condition from (${named}) n where not by_hand`,
        );
  const { rows } = await sql<{ person_id: string }>`
    with n as materialized (${named}), f as materialized (${factsOf(sql`select person_id from n where not by_hand`)})
    select person_id from n where by_hand or ${rule.condition === null}
    union select n.person_id from n join f using (person_id) where f.facts = any(${sql.val(fit.facts)}::text[])
    order by person_id`.execute(db);
  return rows.map((row) => row.person_id);
}
