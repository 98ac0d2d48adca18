import { z } from 'zod';
import { command, download, query } from '#kernel/contract/operation.ts';
import { id, words } from '#kernel/contract/shapes.ts';
import {
  alreadyProposed,
  lastAdministrator,
  permissionUnknown,
  roleDivided,
  roleInUse,
  roleIsBuiltIn,
  roleNameTaken,
} from './failures.ts';
import { manageRoles, readRoles } from './permissions.ts';
import { grantReason, permissionGrant, proposalMade, reachKind, roleName, roleRow } from './shapes.ts';

const grants = z
  .array(permissionGrant)
  .max(500)
  .refine((all) => new Set(all.map((one) => one.permission)).size === all.length, { error: 'each permission once' });

export const listRoles = query({
  name: 'access.listRoles',
  summary: { zh: '角色和权限矩阵', en: 'The roles, and the matrix of what they may do' },
  input: z.object({}),
  output: z.object({
    roles: z.array(roleRow),
    /** Every permission of the program, module by module. */
    permissions: z.array(
      z.object({
        name: z.string(),
        module: words,
        sentence: words,
        reaches: z.array(reachKind),
        important: z.boolean(),
      }),
    ),
    may: z.array(z.enum(['manage', 'assign'])),
  }),
  access: readRoles,
});

export const readRole = query({
  name: 'access.readRole',
  summary: { zh: '查看角色', en: 'Reads a role' },
  input: z.object({ roleId: id() }),
  output: roleRow.extend({ may: z.array(z.enum(['change', 'rename', 'remove', 'assign'])) }),
  access: readRoles,
});

export const createRole = command({
  name: 'access.createRole',
  summary: { zh: '新增角色', en: 'Creates a role' },
  input: z.object({ name: roleName, permissions: grants, ...grantReason }),
  /** With a proposal: the role is there, and may do nothing until somebody else agrees. */
  output: z.object({ roleId: id(), ...proposalMade }),
  access: manageRoles,
  failures: [roleNameTaken, permissionUnknown],
});

export const changeRole = command({
  name: 'access.changeRole',
  summary: { zh: '更改角色的名称或权限', en: 'Changes a role’s name or what it may do' },
  input: z.object({
    roleId: id(),
    revision: z.int(),
    name: roleName.optional(),
    /** All that it may do from now on. */
    permissions: grants.optional(),
    ...grantReason,
  }),
  /** With a proposal: its name holds, what it may do waits. */
  output: z.object({ revision: z.int(), ...proposalMade }),
  access: manageRoles,
  failures: [roleNameTaken, roleIsBuiltIn, permissionUnknown, lastAdministrator, alreadyProposed, roleDivided],
});

export const removeRole = command({
  name: 'access.removeRole',
  summary: { zh: '删除没有授予任何人的角色', en: 'Removes a role that nobody has' },
  input: z.object({ roleId: id(), revision: z.int() }),
  output: z.object({}),
  access: manageRoles,
  failures: [roleIsBuiltIn, roleInUse],
});

export const exportRoles = download({
  name: 'access.exportRoles',
  summary: {
    zh: '导出权限矩阵和持有人（.xlsx）',
    en: 'Exports the matrix of permissions, and who holds what (.xlsx)',
  },
  /** Holders within the reach of `access.readRoles`. */
  input: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  access: readRoles,
  logsLooks: true,
  perMinute: 10,
});
