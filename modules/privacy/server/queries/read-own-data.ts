import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { ownKinds } from '../../contract/own-kinds.ts';
import { ownPage } from '../own-pages.ts';

export const readOwnData = handle<never>()(contract.readOwnData, async (context, { key, cursor }) => {
  const kind = ownKinds.find((one) => one.key === key);
  if (!kind) throw refuse(notFound);
  const read = (query: Parameters<typeof context.read>[0], input: object) => context.read(query, input as never);
  const { data, next } = await ownPage({ personId: context.person().personId, now: context.now, read }, kind, cursor);
  return { data, ...(next ? { next } : {}) };
});
