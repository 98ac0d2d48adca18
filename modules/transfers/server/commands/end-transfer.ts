import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { endedAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { endEarly } from '../end-early.ts';
import { loadTransfer } from '../load-transfer.ts';
import type { TransfersTables } from '../transfers-tables.ts';

export const endTransfer = handle<TransfersTables>()(contract.endTransfer, async (context, { transferId, reason }) => {
  const { personId } = context.person();
  const { stored, mayEnd } = await loadTransfer(context, transferId);
  const over = stored.ended_at !== null || Temporal.Instant.compare(context.now, stored.ends) >= 0;
  if (!mayEnd) throw refuse(over ? endedAlready : notFound);
  if (!(await endEarly(context, transferId, { by: personId, reason }))) throw refuse(endedAlready);
  return {};
});
