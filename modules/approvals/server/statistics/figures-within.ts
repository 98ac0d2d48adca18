import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { seeStatistics } from '../../contract/statistics.ts';

/** Whether a row of `approvals.statistic s` is about a department within the reader's reach. */
export function figuresWithin(context: Pick<QueryContext<unknown>, 'reach'>): RawBuilder<unknown> {
  const reach = context.reach(seeStatistics);
  if (reach.company) return sql`true`;
  return sql`(s.employer_id = any(${sql.val(reach.employerIds)}::uuid[])
    or s.department_id = any(${sql.val(reach.departmentIds)}::uuid[])
    or exists (select from directory.published_department_tree reach_t where reach_t.descendant_id = s.department_id
      and reach_t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[])))`;
}

/**
 * Whether the person in this column is the reader, or led by him: he is a direct supervisor, or heads the main department or one
 * above. No permission stands in for that: figures about one person are for that person and who leads him.
 */
export function ledByReader(
  context: Pick<QueryContext<unknown>, 'person'>,
  column: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { personId } = context.person();
  return sql`(${column} = ${personId}::uuid
    or exists (select from directory.published_supervisor led_s
      where led_s.person_id = ${column} and led_s.supervisor_id = ${personId}::uuid)
    or exists (select from directory.published_person led_p
      join directory.published_department_tree led_t on led_t.descendant_id = led_p.main_department_id
      join directory.published_head led_h on led_h.department_id = led_t.ancestor_id
      where led_p.id = ${column} and led_h.person_id = ${personId}::uuid))`;
}
