import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archivedRow } from '../archive/archived-package.ts';
import { codeOfFirstHash, loadForPaper } from '../archive/dossier.ts';
import { verifyPath } from '../archive/print-model.ts';

export const readArchive = handle<ApprovalsTables>()(contract.readArchive, async (context, { requestId }) => {
  const request = await loadForPaper(context, requestId);
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from approvals.event where instance_id = ${requestId}::uuid and seq = 1`.execute(context.db);
  const [first] = rows;
  if (!first) throw refuse(notFound);
  const code = codeOfFirstHash(first.hash);
  const archived = await archivedRow(context, requestId);
  return {
    code,
    address: `${context.publicUrl ?? ''}${verifyPath(code)}`,
    ...(archived && {
      archived: {
        at: archived.archived_at,
        revision: archived.revision,
        size: Number(archived.size),
        digest: archived.digest.toString('hex'),
        keptUntil: archived.kept_until,
        period: archived.years === 0 ? ('permanent' as const) : archived.years,
      },
    }),
    may: [
      ...(request.seesContent && !request.byLook ? (['print'] as const) : []),
      ...(request.seesAll && archived ? (['downloadArchive'] as const) : []),
    ],
  };
});
