import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archivedRow, loadForPackage } from '../archive/archived-package.ts';

export const downloadArchive = handle<ApprovalsTables>()(contract.downloadArchive, async (context, { requestId }) => {
  const request = await loadForPackage(context, requestId);
  const archived = await archivedRow(context, requestId);
  if (!archived) throw refuse(approvalFailures.notArchived);
  const bytes = await context.blobs.get(archived.blob);
  if (!bytes) throw new Error(`the archive package of ${request.number} is gone from the blobs`);
  return { bytes, name: `${request.number}.zip`, mediaType: 'application/zip' };
});
