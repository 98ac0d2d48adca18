import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { worksUnder } from './works-under.ts';

/** Somebody who holds a function that can be complained about. */
export interface FunctionHolder {
  readonly role: string;
  readonly personId: string;
}

/** SQL condition over `privacy.complaint c`: this person holds the function that it is about. */
export function holdsFunction(person: RawBuilder<string>, holders: readonly FunctionHolder[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select from ${unnested(holders)} where f.role = c.about_function and f.person_id = ${person})`;
}

/**
 * SQL condition over `privacy.complaint c`: this person is one of those whom it concerns, and so may not decide it: who
 * complained; who is accused, works under that person or leads that person; whoever belongs to the accused department or one
 * below, heads one of them, or works under its heads; who holds the accused function, or works under a holder (S3 三(三)3).
 */
export function concernedBy(person: RawBuilder<string>, holders: readonly FunctionHolder[]): RawBuilder<SqlBool> {
  const accused = sql<string>`c.about_person_id`;
  return sql<SqlBool>`(c.complainant_id = ${person} or c.about_person_id is not distinct from ${person}
    or ${worksUnder(person, accused)} or ${worksUnder(accused, person)}
    or exists (
      select from directory.published_department_tree a
      where a.ancestor_id = c.about_department_id and (
        exists (select from directory.published_membership m where m.department_id = a.descendant_id and m.person_id = ${person})
        or exists (select from directory.published_head h where h.department_id = a.descendant_id and h.person_id = ${person})))
    or exists (
      select from directory.published_head ah
      where ah.department_id = c.about_department_id and ${worksUnder(person, sql<string>`ah.person_id`)})
    or exists (
      select from ${unnested(holders)} where f.role = c.about_function
      and (f.person_id = ${person} or ${worksUnder(person, sql<string>`f.person_id`)})))`;
}

const unnested = (holders: readonly FunctionHolder[]) =>
  sql`unnest(${sql.val(holders.map(({ role }) => role))}::text[],
    ${sql.val(holders.map(({ personId }) => personId))}::uuid[]) as f(role, person_id)`;
