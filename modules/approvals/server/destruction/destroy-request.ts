import { sql } from 'kysely';
import { eraseContents } from '#kernel/server/chain/erase-contents.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { detachFiles } from '#modules/files/contract/operations.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import { requestDestroyed } from '../../contract/destruction-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { timesChain } from '../seal-times.ts';
import type { DestroyedRecord } from './destroyed-problems.ts';
import type { DestructionRow } from './destruction-table.ts';

/** A request in an approved list, whose turn it is. */
export interface DoomedRow {
  readonly instance_id: string;
  readonly number: string;
  readonly kind: string;
  readonly revision: number;
  readonly head: Buffer;
  readonly applicant_id: string;
  readonly submitter_id: string;
}

/**
 * Destroys the content of one request, for ever, in the caller's transaction: what was sealed of it, its form, opinions and
 * comments, the files, the packages and prints. What was is sealed before: number, kind, head. Nothing may stand against it any
 * more (`approvals.destruction_stopped`); the database looks again.
 */
export async function destroyRequest(
  context: CommandContext<ApprovalsTables>,
  list: DestructionRow & { readonly approved_by: string },
  { instance_id: requestId, ...row }: DoomedRow,
): Promise<void> {
  const client = sqlClientOf(context.db);
  const { rows: contents } = await sql<{ id: string }>`
    select id from kernel.evidence_content where subject_person_id = ${row.applicant_id}::uuid
      and chain in (${`approval:${requestId}`}, ${timesChain(requestId)})`.execute(context.db);
  await eraseContents(client, (evidence) => context.prepareEvidence(evidence), {
    id: context.newId(),
    keyId: context.newId(),
    at: context.now,
    contentIds: contents.map(({ id }) => id),
    reason: `approvals.destruction ${list.number}`,
    decidedByPersonId: list.approved_by,
  });
  const record: DestroyedRecord = {
    requestId,
    number: row.number,
    kind: row.kind,
    destruction: list.number,
    revision: row.revision,
    head: row.head.toString('hex'),
  };
  const sealed = await context.prepareEvidence({
    id: context.newId(),
    chain: `archive:${requestId}`,
    kind: 'approvals.destroyed',
    at: context.now,
    // Never erased: it names no person, and proves that the content went by rule.
    keyScope: 'approvals.archive',
    record,
  });
  await recordPrepared(client, [sealed]);
  const files = context.contracts.some((contract) => contract.name === 'files')
    ? await context.callAs({ name: 'approvals.destroy', permissions: [attachUploads] }, detachFiles, {
        owner: { module: 'approvals', kind: 'request', id: requestId },
      })
    : { fileIds: [] };
  const said = {
    zh: `内容已按销毁清册 ${list.number} 销毁`,
    en: `Content destroyed under ${list.number}`,
  };
  const { rows: blobs } = await sql<{ blob: string }>`
    select blob from approvals.destroy_request(${list.id}::uuid, ${requestId}::uuid, ${context.now.toString()}::timestamptz,
      ${sealed.id}::uuid, ${files.fileIds.length}, ${JSON.stringify(said)}::jsonb) as blob`.execute(context.db);
  for (const { blob } of blobs) await context.loseBlob(blob);
  context.about('request', requestId);
  context.emit(requestDestroyed, {
    requestId,
    kind: row.kind,
    number: row.number,
    employerId: list.employer_id,
    destruction: list.number,
    concerned: [...new Set([row.applicant_id, row.submitter_id])],
  });
}
