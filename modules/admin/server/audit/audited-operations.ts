import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { Words } from '#kernel/contract/words.ts';
import { administrativeOperations } from '#modules/access/contract/administrative-operations.ts';

/**
 * Operations that the audit administrator sees, by name: what administrators do, and all that is about signing in and
 * permissions. What people do in their own work, and with whom, isn’t among them (A6).
 */
export function auditedOperations(contracts: readonly ModuleContract[]): ReadonlyMap<string, Words> {
  const ofAccess = contracts.filter(({ name }) => name === 'access').flatMap(({ operations }) => operations);
  return new Map([
    ...administrativeOperations(contracts),
    ...ofAccess.map(({ name, summary }): [string, Words] => [name, summary]),
  ]);
}
