import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** SQL condition: the application `a` is open to the person in that column or value, by their departments of now. */
export const isVisible = (personId: RawBuilder<unknown>): RawBuilder<SqlBool> => sql<SqlBool>`
  (a.everybody or ${personId} = any(a.person_ids) or exists (
    select from directory.published_membership v
    join directory.published_department_tree t on t.descendant_id = v.department_id
    where v.person_id = ${personId} and t.ancestor_id = any(a.department_ids)))`;
