import { type Extension, extensionsAt } from '#kernel/contract/extension-point.ts';
import { type ModuleRetention, type RetainedKind, retention } from '#kernel/contract/retention.ts';
import type { Words } from '#kernel/contract/words.ts';

interface Declaring {
  readonly title: Words;
  readonly extensions: readonly Extension[];
}

/** A kind with the module that declares it. */
export interface DeclaredKind extends RetainedKind {
  readonly module: Words;
  readonly of: ModuleRetention;
}

/** Every kind that a module of the program keeps of people for a time. */
export function retainedKinds(contracts: readonly Declaring[]): readonly DeclaredKind[] {
  return contracts.flatMap((contract) =>
    extensionsAt(retention, [contract]).flatMap((of) =>
      of.kinds.map((kind) => ({ ...kind, module: contract.title, of })),
    ),
  );
}

/** What a recorded kind is called; its name where the module is gone. */
export const titleOf = (contracts: readonly Declaring[], kind: string): Words =>
  retainedKinds(contracts).find(({ name }) => name === kind)?.title ?? { zh: kind, en: kind };
