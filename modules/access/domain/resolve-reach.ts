import type { PermissionContract, ReachKind } from '#kernel/contract/permission.ts';
import type { Scope } from '../contract/shapes.ts';

/** How far a permission carries, as ids; empty everywhere: not at all. */
export interface ResolvedReach {
  readonly self: boolean;
  readonly departmentIds: readonly string[];
  readonly departmentTreeIds: readonly string[];
  readonly employerIds: readonly string[];
  readonly company: boolean;
}

/** A role as somebody has it. */
export interface HeldRole {
  readonly roleId: string;
  /** Word of a built-in role. */
  readonly key: string | null;
  /** `package`: one permission of a department's package; `roleId` and `assignmentId` are the package's and the grant's. */
  readonly kind: 'everybody' | 'departmentHead' | 'given' | 'package';
  readonly assignmentId: string | null;
  readonly postId: string | null;
  readonly scope: Scope['kind'];
  /** Of the scope. */
  readonly departmentIds: readonly string[];
  readonly employerIds: readonly string[];
  /** The departments in which the role is held: headed ones, those of the post, or all that the person belongs to. */
  readonly heldIn: readonly string[];
  /** What was changed against the beginning: null: taken away. */
  readonly changed: Readonly<Record<string, ReachKind | null>>;
}

export interface HeldRoles {
  readonly personId: string;
  readonly employerId: string;
  readonly roles: readonly HeldRole[];
}

export const nowhere: ResolvedReach = {
  self: false,
  departmentIds: [],
  departmentTreeIds: [],
  employerIds: [],
  company: false,
};

const narrowestFirst: readonly ReachKind[] = ['self', 'department', 'departmentTree', 'listed', 'employer', 'company'];
const rank = (kind: ReachKind): number => narrowestFirst.indexOf(kind);
const widestOf: Readonly<Record<Exclude<Scope['kind'], 'role'>, ReachKind>> = {
  departments: 'listed',
  employers: 'employer',
  company: 'company',
};

/** The reach that a role has to begin with, as the permission's contract says. */
export function initialReach(
  permission: Pick<PermissionContract, 'everybody' | 'roles'>,
  key: string | null,
): ReachKind | undefined {
  if (key === null) return undefined;
  if (key === 'employee') return permission.everybody;
  return (permission.roles as Readonly<Record<string, ReachKind>> | undefined)?.[key];
}

/** The reach that a role gives a permission now; undefined: none. A stored reach that the permission no longer knows counts for nothing. */
export function reachInRole(
  permission: PermissionContract,
  role: Pick<HeldRole, 'key' | 'changed'>,
): ReachKind | undefined {
  const changed = role.changed[permission.name];
  if (changed === undefined) return initialReach(permission, role.key);
  return changed !== null && permission.reaches.includes(changed) ? changed : undefined;
}

/**
 * How far a grant carries a permission. The scope of a grant stands in for the role's reach; what the permission itself
 * can't have is never given: a scope of departments gives nothing of a permission that only knows employers.
 */
export function resolveReach(
  permission: Pick<PermissionContract, 'reaches'>,
  kind: ReachKind,
  held: Pick<HeldRole, 'scope' | 'departmentIds' | 'employerIds' | 'heldIn'>,
  employerId: string,
): ResolvedReach {
  if (kind === 'self') return { ...nowhere, self: true };
  if (held.scope === 'role') return reachOfKind(kind, held.heldIn, [], [employerId]);
  const most = rank(widestOf[held.scope]);
  const listed = held.scope === 'departments' ? held.departmentIds : [];
  const kinds = permission.reaches.filter((one) => rank(one) <= most && (one !== 'listed' || listed.length > 0));
  const widest = kinds.reduce<ReachKind | undefined>(
    (best, one) => (best === undefined || rank(one) > rank(best) ? one : best),
    undefined,
  );
  if (widest === undefined) return nowhere;
  return reachOfKind(
    widest,
    held.scope === 'departments' ? held.departmentIds : held.heldIn,
    listed,
    held.scope === 'employers' ? held.employerIds : [employerId],
  );
}

function reachOfKind(
  kind: ReachKind,
  departmentIds: readonly string[],
  listed: readonly string[],
  employerIds: readonly string[],
): ResolvedReach {
  switch (kind) {
    case 'self':
      return { ...nowhere, self: true };
    case 'department':
      return { ...nowhere, departmentIds };
    case 'departmentTree':
      return { ...nowhere, departmentTreeIds: departmentIds };
    case 'listed':
      return { ...nowhere, departmentTreeIds: listed };
    case 'employer':
      return { ...nowhere, employerIds };
    case 'company':
      return { ...nowhere, company: true };
  }
}

/** Several reaches together. */
export function joinReaches(reaches: readonly ResolvedReach[]): ResolvedReach {
  const all = (pick: (reach: ResolvedReach) => readonly string[]) => [...new Set(reaches.flatMap(pick))];
  return {
    self: reaches.some((reach) => reach.self),
    departmentIds: all((reach) => reach.departmentIds),
    departmentTreeIds: all((reach) => reach.departmentTreeIds),
    employerIds: all((reach) => reach.employerIds),
    company: reaches.some((reach) => reach.company),
  };
}

/** The widest kind of a reach; undefined: it reaches nothing. */
export function widestKind(reach: ResolvedReach): ReachKind | undefined {
  if (reach.company) return 'company';
  if (reach.employerIds.length > 0) return 'employer';
  if (reach.departmentTreeIds.length > 0) return 'departmentTree';
  if (reach.departmentIds.length > 0) return 'department';
  return reach.self ? 'self' : undefined;
}

/** Each role through which a person has a permission, with the reach that it gives. */
export function waysTo(
  permission: PermissionContract,
  { roles, employerId }: HeldRoles,
): { role: HeldRole; kind: ReachKind; reach: ResolvedReach }[] {
  return roles.flatMap((role) => {
    const kind = reachInRole(permission, role);
    if (!kind) return [];
    const reach = resolveReach(permission, kind, role, employerId);
    return widestKind(reach) ? [{ role, kind, reach }] : [];
  });
}

/** All that a person may do: permission → how far. What isn't in the map, the person may not do. */
export function resolveReaches(
  permissions: readonly PermissionContract[],
  held: HeldRoles,
): ReadonlyMap<string, ResolvedReach> {
  const reaches = new Map<string, ResolvedReach>();
  for (const permission of permissions) {
    const ways = waysTo(permission, held);
    if (ways.length > 0) reaches.set(permission.name, joinReaches(ways.map((way) => way.reach)));
  }
  return reaches;
}
