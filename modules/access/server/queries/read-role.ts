import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { assignRoles, manageRoles } from '../../contract/permissions.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { readRoleRows } from '../role-rows.ts';

export const readRole = handle<AccessTables>()(contract.readRole, async (context, { roleId }) => {
  const [found] = await readRoleRows(context.db, context.contracts, roleId);
  if (!found) throw refuse(notFound);
  const { key: _, ...role } = found;
  const manages = context.may(manageRoles);
  const own = manages && !role.builtIn;
  return {
    ...role,
    may: [
      ...(manages ? (['change'] as const) : []),
      ...(own ? (['rename'] as const) : []),
      ...(own && role.assignments === 0 ? (['remove'] as const) : []),
      ...(context.may(assignRoles) && role.holding === 'assigned' ? (['assign'] as const) : []),
    ],
  };
});
