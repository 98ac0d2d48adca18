import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { Words } from '#kernel/contract/words.ts';

/** Operations that take a permission which not everybody has, by name: what an administrator does as such. */
export function administrativeOperations(contracts: readonly ModuleContract[]): ReadonlyMap<string, Words> {
  return new Map(
    contracts.flatMap((module) =>
      module.operations.flatMap(({ name, summary, access }): [string, Words][] =>
        typeof access === 'string' || access.everybody ? [] : [[name, summary]],
      ),
    ),
  );
}
