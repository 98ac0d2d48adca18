import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { scopeTooWide } from '../contract/failures.ts';
import { assignRoles } from '../contract/permissions.ts';
import type { RoleRow, Scope } from '../contract/shapes.ts';
import type { AccessTables } from './access-tables.ts';

/** Refuses departments and employers that aren't there, and what goes beyond where the actor may give roles. */
export async function refuseScope(
  context: CommandContext<AccessTables>,
  scope: Scope,
  role: Pick<RoleRow, 'permissions'>,
): Promise<void> {
  const reach = context.reach(assignRoles);
  const employers = sql.val(reach.employerIds);
  const trees = sql.val(reach.departmentTreeIds);
  if (scope.kind === 'departments') {
    const { rows } = await sql<{ within: boolean }>`
      select ${reach.company} or d.employer_id = any(${employers}::uuid[])
        or exists (select from directory.published_department_tree t
          where t.descendant_id = d.id and t.ancestor_id = any(${trees}::uuid[])) as within
      from directory.published_department d where d.id = any(${sql.val(scope.departmentIds)}::uuid[])`.execute(
      context.db,
    );
    if (rows.length < new Set(scope.departmentIds).size) throw refuse(notFound);
    if (rows.some((row) => !row.within)) throw refuse(scopeTooWide);
  }
  if (scope.kind === 'employers') {
    const { rows } = await sql<{ within: boolean }>`
      select ${reach.company} or e.id = any(${employers}::uuid[]) as within
      from directory.published_employer e where e.id = any(${sql.val(scope.employerIds)}::uuid[])`.execute(context.db);
    if (rows.length < new Set(scope.employerIds).size) throw refuse(notFound);
    if (rows.some((row) => !row.within)) throw refuse(scopeTooWide);
  }
  if (reach.company) return;
  const names = new Map(
    context.contracts.flatMap((module) => module.permissions.map((permission) => [permission.name, permission])),
  );
  // Who gives roles in a part of the company gives what they have themselves, and nothing for all of it.
  const beyond = role.permissions.some((grant) => {
    const permission = names.get(grant.permission);
    return !permission || !context.may(permission) || (scope.kind === 'role' && grant.reach === 'company');
  });
  if (scope.kind === 'company' || beyond) throw refuse(scopeTooWide);
}
