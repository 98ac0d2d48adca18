import { fileOwner } from '#modules/files/contract/file-owner.ts';
import { readTransfer } from './operations.ts';

/** The copies that a transfer owns: read by its receiver in the time that was approved, and used nowhere else. */
export const transferFiles = fileOwner({
  module: 'transfers',
  kind: 'transfer',
  reads: readTransfer,
  inputFor: (transferId) => ({ transferId }),
  shows: ({ open }) => open,
  stays: true,
});
