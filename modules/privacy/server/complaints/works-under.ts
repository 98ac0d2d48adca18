import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** How many levels a chain of supervisors can have. */
const DEEPEST = 50;

/** SQL condition: the first person works under the second, by direct supervisors or in a department that the second heads, or one below it. */
export function worksUnder(person: RawBuilder<string>, superior: RawBuilder<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(exists (
      select from directory.published_membership m
      join directory.published_department_tree t on t.descendant_id = m.department_id
      join directory.published_head h on h.department_id = t.ancestor_id
      where m.person_id = ${person} and h.person_id = ${superior} and h.person_id <> ${person})
    or exists (
      with recursive up(id, level) as (
        select s.supervisor_id, 1 from directory.published_supervisor s where s.person_id = ${person}
        union select s.supervisor_id, up.level + 1 from up
          join directory.published_supervisor s on s.person_id = up.id where up.level < ${DEEPEST})
      select from up where up.id = ${superior}))`;
}
