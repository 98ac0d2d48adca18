import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { QueryContext } from '#kernel/server/context.ts';

type Reaching = Pick<QueryContext<never>, 'reach'>;

/** SQL condition: the department `d` (directory.department) lies within the actor's reach of this permission. */
export function departmentsWithin(context: Reaching, permission: PermissionContract): RawBuilder<boolean> {
  const reach = context.reach(permission);
  if (reach.company) return sql`true`;
  return sql`(d.employer_id = any(${sql.val(reach.employerIds)}::uuid[])
    or d.id = any(${sql.val(reach.departmentIds)}::uuid[])
    or exists (select from directory.department_tree t where t.descendant_id = d.id and t.valid_to is null
      and t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[])))`;
}

/**
 * SQL condition: the person `p` (directory.person), who is in this department or below it, lies within the actor's reach of this
 * permission. Asked once where all of the department does: of two conditions that mean the same PostgreSQL expects next to nobody,
 * and would then look everybody up one by one.
 */
export function peopleWithin(
  context: Pick<QueryContext<never>, 'reach' | 'within'>,
  permission: PermissionContract,
  departmentId: string | undefined,
): RawBuilder<unknown> {
  const each = context.within(permission, 'p.id');
  const { company, departmentTreeIds } = context.reach(permission);
  if (company || departmentId === undefined || departmentTreeIds.length === 0) return sql`${each}`;
  return sql`(exists (select from directory.department_tree t where t.descendant_id = ${departmentId}::uuid
    and t.valid_to is null and t.ancestor_id = any(${sql.val(departmentTreeIds)}::uuid[])) or ${each})`;
}

/** Which of these departments exist and lie within the actor's reach. */
export async function reachableDepartments(
  db: QueryExecutorProvider,
  context: Reaching,
  permission: PermissionContract,
  departmentIds: readonly string[],
): Promise<Map<string, { employerId: string }>> {
  const { rows } = await sql<{ id: string; employer_id: string }>`
    select d.id, d.employer_id from directory.department d
    where d.id = any(${sql.val(departmentIds)}::uuid[]) and d.removed_on is null
      and ${departmentsWithin(context, permission)}`.execute(db);
  return new Map(rows.map((row) => [row.id, { employerId: row.employer_id }]));
}

/** Whether an employer lies within the actor's reach of this permission. */
export function employerWithin(context: Reaching, permission: PermissionContract, employerId: string): boolean {
  const reach = context.reach(permission);
  return reach.company || reach.employerIds.includes(employerId);
}
