import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { transferKind } from '../../contract/transfer-kind.ts';
import { checkTransfer } from '../check-transfer.ts';
import type { TransfersTables } from '../transfers-tables.ts';

/** What couldn't be carried out, or may not be here at all, is said before anybody is asked. */
export const submittedTransfer = guard<TransfersTables>()(
  'transfers.submittedTransfer',
  submitRequest,
  async (context, { kind, form }) => {
    if (kind === transferKind.name) await checkTransfer(context, form);
  },
);
