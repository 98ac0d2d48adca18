import { sql } from 'kysely';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import type { RetentionPeriod } from '../../contract/archive-settings.ts';
import { retention } from '../../contract/archive-settings.ts';
import { requestArchived } from '../../contract/events.ts';
import { outcomesMissing } from '../../domain/outcomes-missing.ts';
import type { Work } from '../carry-out.ts';
import { loadRequest } from '../load-request.ts';
import { approvalProblems, readableEnvelopes } from '../verify-approval.ts';
import { archivedRow } from './archived-package.ts';
import { buildPackage } from './build-package.ts';
import { asSystem, collectDossier } from './dossier.ts';

/** When something may be destroyed that ended at this instant; null: never. Years of the employer's calendar. */
export function keptUntil(endedAt: string, period: RetentionPeriod, timeZone: string): string | null {
  if (period === 'permanent') return null;
  return Temporal.Instant.from(endedAt).toZonedDateTimeISO(timeZone).add({ years: period }).toInstant().toString();
}

/**
 * Puts an ended request into the archive, once for each end (an approval may be revoked later): makes its package, keeps it, and
 * seals its digest in the evidence. What the program itself finds wrong goes into the package too, and into the log. Does
 * nothing where that end is archived already.
 */
export async function archiveRequest(context: Work, requestId: string): Promise<void> {
  const { rows } = await sql<{ ended_at: string | null; employer_id: string; kind: string }>`
    select i.ended_at, i.employer_id, i.kind from approvals.instance i
    where i.id = ${requestId}::uuid
      and coalesce((select max(a.revision) from approvals.archive a where a.instance_id = i.id), 0)
        < (select max(e.seq) from approvals.event e
           where e.instance_id = i.id and e.body->>'type' in ('ended', 'revocationDropped'))`.execute(context.db);
  const [request] = rows;
  if (!request?.ended_at) return;
  const { definition, state } = await loadRequest(asSystem(context), requestId);
  // What an approval names to be carried out is recorded before it is archived (W3); every night it is looked at again.
  const missing = outcomesMissing(definition, state);
  if (state.status === 'approved' && (missing.whole || missing.duties.length > 0)) return;
  // The signature that covers its last events must exist before the package can hold it.
  await context.evidence.cover();
  const dossier = await collectDossier(context, requestId);
  const client = sqlClientOf(context.db);
  const found = await approvalProblems(
    client,
    async (ids) => readableEnvelopes(await context.evidence.open(ids)),
    requestId,
  );
  if (found.length > 0) context.log.error({ requestId, found }, 'a request that goes into the archive does not hold');
  const { usual, byKind } = await context.setting(retention, request.employer_id);
  const { rows: said } = await sql<{ retention: RetentionPeriod | null }>`
    select nullif(d.settings -> 'retention', 'null'::jsonb) as retention from approvals.instance i
    join approvals.definition d on d.kind = i.kind and d.version = i.definition_version
    where i.id = ${requestId}::uuid`.execute(context.db);
  const period = said[0]?.retention ?? byKind[request.kind] ?? usual;
  const until = keptUntil(request.ended_at, period, dossier.timeZone);
  const madeAt = context.now.toString();
  const earlier = await archivedRow(context, requestId);
  const built = await buildPackage(dossier, {
    reason: 'archive',
    follows: earlier && { revision: earlier.revision, digest: earlier.digest.toString('hex') },
    madeAt,
    evidence: context.evidence,
    found,
    kept: { period, until },
    publicUrl: context.publicUrl,
  });
  const blob = await context.blobs.put(built.bytes);
  const sealed = await context.prepareEvidence({
    id: context.newId(),
    chain: `archive:${requestId}`,
    kind: 'approvals.archived',
    at: context.now,
    // Never erased: it names no person, and proves the package when everything else is gone.
    keyScope: 'approvals.archive',
    record: {
      requestId,
      number: dossier.request.number,
      revision: dossier.request.revision,
      head: dossier.head,
      algorithm: 'sha-256',
      digest: built.digest.toString('hex'),
      printDigest: built.printDigest.toString('hex'),
      keptUntil: until,
    },
  });
  await recordPrepared(client, [sealed]);
  await sql`insert into approvals.archive (instance_id, archived_at, revision, blob, size, digest, print_digest, years, kept_until,
      evidence_id)
    values (${requestId}::uuid, ${madeAt}::timestamptz, ${dossier.request.revision}, ${blob}, ${built.bytes.length},
      ${built.digest}, ${built.printDigest}, ${period === 'permanent' ? 0 : period}, ${until}::timestamptz, ${sealed.id}::uuid)`.execute(
    context.db,
  );
  context.emit(requestArchived, {
    requestId,
    kind: request.kind,
    number: dossier.request.number,
    employerId: request.employer_id,
    digest: built.digest.toString('hex'),
    concerned: [...dossier.request.concerned],
  });
  context.about('request', requestId);
}
