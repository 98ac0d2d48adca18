import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** How many levels a chain of supervisors can have. */
const DEEPEST = 50;

/**
 * SQL condition: one person works under another, by direct supervisors or because the other heads a department above (L5).
 * Both are expressions that give an id.
 */
export function subordinateOf(person: RawBuilder<string>, superior: RawBuilder<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(exists (
      with recursive up(id, level) as (
        select s.supervisor_id, 1 from directory.published_supervisor s where s.person_id = ${person}
        union select s.supervisor_id, u.level + 1 from up u
          join directory.published_supervisor s on s.person_id = u.id where u.level < ${DEEPEST})
      select from up where up.id = ${superior})
    or exists (
      select from directory.published_membership m
      join directory.published_department_tree t on t.descendant_id = m.department_id
      join directory.published_head h on h.department_id = t.ancestor_id
      where m.person_id = ${person} and h.person_id = ${superior}))`;
}
