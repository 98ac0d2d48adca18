import { onPush } from '#kernel/contract/cache.ts';
import { describeFiles } from '#modules/files/contract/operations.ts';
import { transferApproved, transferTurned } from '../contract/events.ts';
import { listTransfers, readTransfer } from '../contract/operations.ts';

/** How what happens to transfers changes what the client holds of them, and of their files. */
export const transfersCache = [
  onPush(transferApproved, (_, cache) => cache.readAgain(listTransfers)),
  onPush(transferTurned, ({ transferId }, cache) => {
    cache.readAgain(listTransfers);
    cache.readAgain(readTransfer, (input) => input.transferId === transferId);
    cache.readAgain(describeFiles);
  }),
];
