import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { transferFiles } from '../../contract/transfer-files.ts';
import { loadTransfer } from '../load-transfer.ts';
import { transferRowOf } from '../transfer-rows.ts';
import type { TransfersTables } from '../transfers-tables.ts';

export const readTransfer = handle<TransfersTables>()(contract.readTransfer, async (context, { transferId }) => {
  const { stored, open, mayEnd } = await loadTransfer(context, transferId);
  const { rows } = await sql<{ id: string }>`select id from files.published_file
    where ${open} and owner_module = ${transferFiles.module} and owner_kind = ${transferFiles.kind}
      and owner_id = ${transferId} order by id`.execute(context.db);
  return {
    ...transferRowOf(stored),
    purpose: stored.purpose,
    open,
    fileIds: rows.map((row) => row.id),
    reason: stored.reason,
    may: mayEnd ? ['end' as const] : [],
  };
});
