import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
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

interface Candidate {
  conversation_id: string;
  person_id: string;
  condition: string;
  department: string | null;
  job_title: string | null;
  staff_type: string;
  posts: string;
  is_head: boolean;
}

/** SQL: the facts of the people in `c (conversation_id, person_id, condition)` that a condition may use. */
const withFacts = (candidates: RawBuilder<unknown>): RawBuilder<Candidate> => sql<Candidate>`
  select c.conversation_id, c.person_id, c.condition, d.name as department, a.job_title, a.staff_type,
    coalesce((select string_agg(distinct o.name, ' ' order by o.name) from directory.published_post_holding h
      join directory.published_post o on o.id = h.post_id where h.person_id = a.id), '') as posts,
    exists (select from directory.published_head h where h.person_id = a.id) as is_head
  from (${candidates}) c join directory.published_person a on a.id = c.person_id
  left join directory.published_department d on d.id = a.main_department_id`;

/** Those of the candidates for whom their group's condition isn't true. */
export async function unfit(
  db: QueryExecutorProvider,
  candidates: RawBuilder<unknown>,
): Promise<{ conversationIds: string[]; personIds: string[] }> {
  const { rows } = await withFacts(candidates).execute(db);
  const out = rows.filter(
    (row) =>
      !meets(row.condition, {
        department: row.department ?? '',
        jobTitle: row.job_title ?? '',
        staffType: row.staff_type,
        posts: row.posts,
        isHead: row.is_head,
      }),
  );
  return { conversationIds: out.map((row) => row.conversation_id), personIds: out.map((row) => row.person_id) };
}

/** Who belongs in a group of this employer by a rule, in the order of their ids; for a group that isn't there yet. */
export async function whoBelongs(
  db: QueryExecutorProvider,
  employerId: string,
  rule: MembershipRule,
): Promise<string[]> {
  const parts = sql`(select ${employerId}::uuid as conversation_id, kind, ref, value
    from jsonb_to_recordset(${JSON.stringify(partsOf(rule, employerId))}::jsonb) as x (kind text, ref uuid, value text))`;
  const out =
    rule.condition === null
      ? []
      : (
          await unfit(
            db,
            sql`select distinct conversation_id, person_id, ${rule.condition}::text as condition
              from (${namedBy(parts)}) n where not by_hand`,
          )
        ).personIds;
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from (${namedBy(parts)}) n
    where by_hand or person_id <> all(${sql.val(out)}::uuid[]) order by person_id`.execute(db);
  return rows.map((row) => row.person_id);
}
