import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { type FileOwner, fileOwners } from '../contract/file-owner.ts';

/** What the module of a thing declared of such things; nothing where that module is gone. */
export const declaredOwner = (
  context: Pick<QueryContext<unknown>, 'contracts'>,
  module: string | null,
  kind: string | null,
): FileOwner | undefined =>
  extensionsAt(fileOwners, context.contracts).find((one) => one.module === module && one.kind === kind);
