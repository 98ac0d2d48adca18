import type { z } from 'zod';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { holderRule } from '../contract/holders.ts';
import { type HeldRole, type HeldRoles, joinReaches, type ResolvedReach, waysTo } from './resolve-reach.ts';

export type HolderRule = z.infer<typeof holderRule>;

/** Somebody from whom a role is counted. */
export interface CountedFrom {
  readonly personId: string;
  readonly employerId: string;
  /** The main department and those above it, nearest first. */
  readonly departmentsUp: readonly string[];
  /** All departments that the person belongs to. */
  readonly departmentIds: readonly string[];
  /** Those and everything above them. */
  readonly aboveIds: readonly string[];
}

/** Whether a permission of this reach may be used on the person; `self` is nobody else's. */
export function covers(reach: ResolvedReach, person: CountedFrom): boolean {
  return (
    reach.company ||
    reach.employerIds.includes(person.employerId) ||
    reach.departmentIds.some((id) => person.departmentIds.includes(id)) ||
    reach.departmentTreeIds.some((id) => person.aboveIds.includes(id))
  );
}

/** Where a role is held: in departments, for employers, for the whole company. */
function placeOf(role: HeldRole, employerId: string) {
  const departmentIds = role.scope === 'departments' ? role.departmentIds : role.scope === 'role' ? role.heldIn : [];
  const own = role.scope === 'role' && role.kind === 'given' ? [employerId] : [];
  return { departmentIds, employerIds: [...role.employerIds, ...own], company: role.scope === 'company' };
}

/**
 * Who is meant, counted from a person; the nearest ones only: whoever holds the role in the department comes before who
 * holds it for the employer, and these before who holds it for the whole company. Where the nearest is only the person
 * asking, the next ones are taken.
 */
export function holdersOf(
  rule: HolderRule,
  person: CountedFrom,
  people: readonly HeldRoles[],
  permissions: readonly PermissionContract[],
): string[] {
  if (rule.kind === 'permission') {
    const permission = permissions.find((one) => one.name === rule.permission);
    if (!permission) return [];
    return people
      .filter((held) => {
        const ways = waysTo(permission, held).filter((way) => way.role.kind !== 'everybody');
        return covers(joinReaches(ways.map((way) => way.reach)), person);
      })
      .map((held) => held.personId);
  }
  const held = people.flatMap(({ personId, employerId, roles }) =>
    roles
      .filter((role) => role.kind !== 'everybody' && (role.roleId === rule.role || role.key === rule.role))
      .map((role) => ({ personId, scope: role.scope, ...placeOf(role, employerId) })),
  );
  const those = (where: (one: (typeof held)[number]) => boolean) => [
    ...new Set(held.filter(where).map((one) => one.personId)),
  ];
  if (rule.within === 'group') return those(() => true);
  const [main] = person.departmentsUp;
  const levels: (() => string[])[] = [];
  if (rule.within !== 'employer') {
    for (const departmentId of person.departmentsUp) {
      // A department that was listed stands for those below it; one in which the role is merely held, only for itself.
      levels.push(() =>
        those(
          (one) =>
            one.departmentIds.includes(departmentId) &&
            (rule.within === 'nearestAbove' || departmentId === main || one.scope === 'departments'),
        ),
      );
    }
  }
  levels.push(
    () => those((one) => one.employerIds.includes(person.employerId)),
    () => those((one) => one.company),
  );
  for (const level of levels) {
    const found = level();
    if (found.some((personId) => personId !== person.personId)) return found;
  }
  return [];
}
