import type { ModuleContract } from '#kernel/contract/module-contract.ts';

/** Names of the permissions that two people switch on and off (A4). */
export function importantPermissions(contracts: readonly ModuleContract[]): ReadonlySet<string> {
  return new Set(
    contracts.flatMap((module) => module.permissions.filter(({ important }) => important).map(({ name }) => name)),
  );
}

/** Whether one of these permissions takes two people. */
export function anyImportant(
  contracts: readonly ModuleContract[],
  grants: readonly { readonly permission: string }[],
): boolean {
  const important = importantPermissions(contracts);
  return grants.some(({ permission }) => important.has(permission));
}
