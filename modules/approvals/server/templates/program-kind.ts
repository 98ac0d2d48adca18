import type { QueryContext } from '#kernel/server/context.ts';
import { allKinds, type ResolvedKind } from '../kind-of.ts';

/** The kind of this name that a module of the program brings, where one does. */
export const programKind = (
  context: Pick<QueryContext<unknown>, 'contracts'>,
  name: string,
): ResolvedKind | undefined => allKinds(context).find((one) => one.name === name);
