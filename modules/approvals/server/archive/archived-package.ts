import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { LoadedRequest } from '../load-request.ts';
import { type Collects, loadForPaper } from './dossier.ts';

/** What the archive has of a request; of one that ended again (revoked), of its last end. */
export interface ArchivedRow {
  readonly archived_at: string;
  readonly revision: number;
  readonly blob: string;
  readonly size: string;
  readonly digest: Buffer;
  readonly years: number;
  readonly kept_until: string | null;
}

export async function archivedRow(context: Pick<Collects, 'db'>, requestId: string): Promise<ArchivedRow | undefined> {
  const { rows } = await sql<ArchivedRow>`
    select a.archived_at, a.revision, a.blob, a.size::text as size, a.digest, a.years, a.kept_until
    from approvals.archive a
    where a.instance_id = ${requestId}::uuid order by a.revision desc limit 1`.execute(context.db);
  return rows[0];
}

/** A package holds everything: only for those who see every field of the request, and keepers of the archive. Else 404. */
export async function loadForPackage(context: Collects, requestId: string): Promise<LoadedRequest> {
  const request = await loadForPaper(context, requestId);
  if (!request.seesAll) throw refuse(notFound);
  return request;
}
