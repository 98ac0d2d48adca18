import { handle } from '#kernel/server/define-module.ts';
import { assignRoles, manageRoles } from '../../contract/permissions.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { readRoleRows } from '../role-rows.ts';

export const listRoles = handle<AccessTables>()(contract.listRoles, async (context) => {
  const rows = await readRoleRows(context.db, context.contracts);
  return {
    roles: rows.map(({ key: _, ...row }) => row),
    permissions: context.contracts.flatMap((module) =>
      module.permissions.map((permission) => ({
        name: permission.name,
        module: module.title,
        sentence: permission.sentence,
        reaches: [...permission.reaches],
        important: permission.important,
      })),
    ),
    may: [
      ...(context.may(manageRoles) ? (['manage'] as const) : []),
      ...(context.may(assignRoles) ? (['assign'] as const) : []),
    ],
  };
});
