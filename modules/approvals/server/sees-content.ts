import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { administer, expedite } from '../contract/permissions.ts';

/** Whether the actor takes part in the request `i`; `all`: in a part that needs the sensitive fields too. */
export function takesPart(context: Pick<QueryContext<unknown>, 'person'>, all = false): RawBuilder<boolean> {
  return sql`exists (select from approvals.participant part where part.instance_id = i.id
    and part.person_id = ${context.person().personId}::uuid ${all ? sql`and part.sees_all` : sql``})`;
}

/**
 * Whether who expedites the request `i` is told what it is about, beside whose it is and with whom. A head is, of the people of his
 * own departments, and everybody of what he takes part in; who administers it isn't (A6). `departmentId`: of the applicant, as SQL.
 */
export function seesMatter(
  context: Pick<QueryContext<unknown>, 'person' | 'within' | 'reach'>,
  departmentId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const departments = sql.val([...context.reach(expedite).departmentTreeIds]);
  return sql`(not ${context.within(administer, 'i.applicant_id')} or ${takesPart(context)}
    or exists (select from directory.published_department_tree led
      where led.descendant_id = ${departmentId} and led.ancestor_id = any(${departments}::uuid[])))`;
}
