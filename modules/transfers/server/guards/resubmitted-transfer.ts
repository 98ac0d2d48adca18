import { guard } from '#kernel/server/define-module.ts';
import { readRequest, resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { transferKind } from '../../contract/transfer-kind.ts';
import { checkTransfer } from '../check-transfer.ts';
import type { TransfersTables } from '../transfers-tables.ts';

/** The same for what was returned and changed. */
export const resubmittedTransfer = guard<TransfersTables>()(
  'transfers.resubmittedTransfer',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { view } = await context.read(readRequest, { requestId });
    if (view.kind === transferKind.name) await checkTransfer(context, form);
  },
);
