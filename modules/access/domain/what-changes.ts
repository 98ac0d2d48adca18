import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { PermissionChange } from '../contract/grants.ts';
import type { PermissionGrant, Scope } from '../contract/shapes.ts';
import { type HeldRole, type HeldRoles, resolveReaches, widestKind } from './resolve-reach.ts';

/** What a person can do differently with other roles: the widest reach of each permission before and after. */
export function whatChanges(
  permissions: readonly PermissionContract[],
  before: HeldRoles,
  after: HeldRoles,
): PermissionChange[] {
  const was = resolveReaches(permissions, before);
  const is = resolveReaches(permissions, after);
  return permissions.flatMap(({ name }) => {
    const [old, next] = [was.get(name), is.get(name)];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [{ permission: name, before: (old && widestKind(old)) ?? null, after: (next && widestKind(next)) ?? null }];
  });
}

/** What a role can do differently, permission by permission. */
export function roleChanges(before: readonly PermissionGrant[], after: readonly PermissionGrant[]): PermissionChange[] {
  const was = new Map(before.map((grant) => [grant.permission, grant.reach]));
  const is = new Map(after.map((grant) => [grant.permission, grant.reach]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((permission) => was.get(permission) !== is.get(permission))
    .map((permission) => ({
      permission,
      before: was.get(permission) ?? null,
      after: is.get(permission) ?? null,
    }));
}

/** A role as somebody would hold it if it were given with this scope. `heldIn`: departments in which it would be held. */
export function asHeld(
  role: { readonly id: string; readonly permissions: readonly PermissionGrant[] },
  scope: Scope,
  heldIn: readonly string[],
): HeldRole {
  return {
    roleId: role.id,
    key: null,
    kind: 'given',
    assignmentId: null,
    postId: null,
    scope: scope.kind,
    departmentIds: scope.kind === 'departments' ? scope.departmentIds : [],
    employerIds: scope.kind === 'employers' ? scope.employerIds : [],
    heldIn,
    changed: Object.fromEntries(role.permissions.map((grant) => [grant.permission, grant.reach])),
  };
}
