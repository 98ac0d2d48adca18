import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadForPackage } from '../archive/archived-package.ts';
import { buildPackage } from '../archive/build-package.ts';
import { collectDossier } from '../archive/dossier.ts';
import { approvalProblems, readableEnvelopes } from '../verify-approval.ts';

/** A package of the request as the database has it now, whatever state it is in, for `guiju verify approval`. */
export const downloadProof = handle<ApprovalsTables>()(contract.downloadProof, async (context, { requestId }) => {
  const request = await loadForPackage(context, requestId);
  await context.evidence.cover();
  const dossier = await collectDossier(context, requestId);
  const found = await approvalProblems(
    sqlClientOf(context.db),
    async (ids) => readableEnvelopes(await context.evidence.open(ids)),
    requestId,
  );
  const { bytes } = await buildPackage(dossier, {
    reason: 'proof',
    madeAt: context.now.toString(),
    evidence: context.evidence,
    // Erased content has a record of its own in the package, which is checked there.
    found: found.filter((problem) => problem.what !== 'evidenceErased'),
    kept: undefined,
    publicUrl: context.publicUrl,
  });
  return { bytes, name: `${request.number}-proof.zip`, mediaType: 'application/zip' };
});
