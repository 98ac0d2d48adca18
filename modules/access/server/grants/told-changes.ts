import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { PermissionChange } from '../../contract/grants.ts';

/** Changes with the sentence of each permission, the important ones first; without those that the program has no more. */
export function toldChanges(contracts: readonly ModuleContract[], changes: readonly PermissionChange[]) {
  const permissions = new Map(contracts.flatMap((module) => module.permissions.map((one) => [one.name, one])));
  return changes
    .flatMap((change) => {
      const permission = permissions.get(change.permission);
      return permission ? [{ ...change, sentence: permission.sentence, important: permission.important }] : [];
    })
    .sort((a, b) => Number(b.important) - Number(a.important));
}
