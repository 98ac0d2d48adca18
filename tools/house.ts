import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import type { EventContract } from '#kernel/contract/event.ts';
import type { FailureContract } from '#kernel/contract/failure.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { PersonalMark } from '#kernel/contract/personal.ts';

/** All that the modules of a house say of themselves: what the generated documents are made from. */
export type House = {
  /** The kernel's own contract first, then the modules as `modules/index.ts` lists them. */
  readonly contracts: readonly ModuleContract[];
  /** Failures that every operation may answer with. */
  readonly failuresOfAll: readonly FailureContract[];
  readonly listeners: readonly { readonly name: string; readonly event: Pick<EventContract, 'name' | 'version'> }[];
  readonly markOf: (schema: z.ZodType) => PersonalMark | undefined;
};

type Listed = { readonly contract: ModuleContract; readonly subscribers?: House['listeners'] };

/**
 * Reads the house below `root` by importing its list of modules and its kernel's contract.
 * Marks of personal data are kept by the very kernel that the modules import, so it is taken from there, not from here.
 */
export async function readHouse(root: string): Promise<House> {
  const from = async (path: string): Promise<Record<string, unknown>> =>
    existsSync(join(root, path)) ? await import(pathToFileURL(join(root, path)).href) : {};
  const list = Object.values(await from('modules/index.ts')).find((value) => Array.isArray(value)) ?? [];
  const listed = list as readonly Listed[];
  const { kernelContract } = await from('kernel/contract/kernel-operations.ts');
  const { kernelFailures } = await from('kernel/contract/kernel-failures.ts');
  const { personalMarkOf } = await from('kernel/contract/personal.ts');
  const contracts = listed.map((module) => module.contract);
  return {
    contracts: kernelContract ? [kernelContract as ModuleContract, ...contracts] : contracts,
    failuresOfAll: (kernelFailures ?? []) as readonly FailureContract[],
    listeners: listed.flatMap((module) => module.subscribers ?? []),
    markOf: personalMarkOf as House['markOf'],
  };
}
