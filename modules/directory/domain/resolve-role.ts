import type { RoleRule } from '../contract/roles.ts';

/** The part of the structure that the questions are about; only active people. */
export interface StructureAround {
  readonly mainDepartment: ReadonlyMap<string, string>;
  readonly employer: ReadonlyMap<string, string>;
  /** Department → itself and those above it, nearest first. */
  readonly chain: ReadonlyMap<string, readonly string[]>;
  /** Department → its heads, first one first. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** Person → supervisors, own one first. */
  readonly supervisors: ReadonlyMap<string, readonly string[]>;
  /** Post → who holds it where. */
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
}

export interface Holder {
  readonly personId: string;
  readonly departmentId: string;
  readonly employerId: string;
}

export interface Found {
  readonly personId: string;
  readonly departmentId: string | null;
  readonly level: number | null;
}

/**
 * Who holds a role relative to a person (W2). `nearestAbove` passes over departments where nobody is found, or only the
 * person him- or herself; where nobody else is found at all, the person stays (an approval then has its own rule for that).
 */
export function resolveRole(structure: StructureAround, personId: string, rule: RoleRule): Found[] {
  switch (rule.kind) {
    case 'departmentHead': {
      const chain = chainOf(structure, structure.mainDepartment.get(personId)).slice(rule.levelsUp);
      return search(chain, rule.nearestAbove, personId, (department) => headsOf(structure, department));
    }
    case 'departmentHeadOf':
      return search(chainOf(structure, rule.departmentId), rule.nearestAbove, personId, (department) =>
        headsOf(structure, department),
      );
    case 'supervisor':
      return (structure.supervisors.get(personId) ?? [])
        .slice(rule.level - 1, rule.level)
        .map((found) => ({ personId: found, departmentId: null, level: rule.level }));
    case 'supervisors':
      return (structure.supervisors.get(personId) ?? [])
        .slice(0, rule.upTo)
        .map((found, index) => ({ personId: found, departmentId: null, level: index + 1 }));
    case 'post': {
      const holders = structure.holders.get(rule.postId) ?? [];
      if (rule.where === 'group') return unique(holders.map(asFound));
      if (rule.where === 'employer') {
        const employer = structure.employer.get(personId);
        return unique(holders.filter((holder) => holder.employerId === employer).map(asFound));
      }
      const chain = chainOf(structure, structure.mainDepartment.get(personId));
      return search(chain, rule.where === 'nearestAbove', personId, (department) =>
        holders.filter((holder) => holder.departmentId === department).map((holder) => holder.personId),
      );
    }
  }
}

function search(
  chain: readonly string[],
  goUp: boolean,
  personId: string,
  at: (departmentId: string) => readonly string[],
): Found[] {
  let onlySelf: Found[] = [];
  for (const departmentId of goUp ? chain : chain.slice(0, 1)) {
    const found = unique(at(departmentId).map((id) => ({ personId: id, departmentId, level: null })));
    if (found.some((one) => one.personId !== personId)) return found;
    if (onlySelf.length === 0) onlySelf = found;
  }
  return onlySelf;
}

function chainOf(structure: StructureAround, departmentId: string | undefined): readonly string[] {
  return departmentId === undefined ? [] : (structure.chain.get(departmentId) ?? []);
}

function headsOf(structure: StructureAround, departmentId: string): readonly string[] {
  return structure.heads.get(departmentId) ?? [];
}

function asFound(holder: Holder): Found {
  return { personId: holder.personId, departmentId: holder.departmentId, level: null };
}

function unique(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter((one) => !seen.has(one.personId) && seen.add(one.personId));
}
