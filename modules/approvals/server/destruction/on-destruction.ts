import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '#kernel/server/chain/canonical-json.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type DoomedRow, destroyRequest } from './destroy-request.ts';
import { type DestructionRow, lockedDestruction } from './destruction-table.ts';
import { destructionTimer } from './destruction-timer.ts';

/** Requests destroyed in one transaction: a killed program loses no more than these, and does them again. */
export const destroyedAtOnce = 20;

/** Goes on with an approved list: a few requests, and then the next; what something stands against by now is left as it is. */
export const onDestruction = onTimer<ApprovalsTables>()(destructionTimer, async (context, { destructionId }) => {
  const list = await lockedDestruction(context.db, destructionId);
  if (!list?.approved_by || list.finished_at !== null) return;
  const approved = { ...list, approved_by: list.approved_by };
  // Only what is linked can be erased.
  await context.evidence.cover();
  const { rows } = await sql<DoomedRow>`
    select t.instance_id, i.number, i.kind, i.revision, i.head, i.applicant_id, i.submitter_id
    from approvals.destruction_item t join approvals.instance i on i.id = t.instance_id
    where t.destruction_id = ${destructionId}::uuid and t.state = 'proposed'
    order by i.id limit ${destroyedAtOnce} for update of t, i`.execute(context.db);
  for (const row of rows) {
    const { rows: found } = await sql<{ why: string | null }>`
      select approvals.destruction_stopped(${row.instance_id}::uuid, ${context.now.toString()}::timestamptz) as why`.execute(
      context.db,
    );
    const why = found[0]?.why;
    if (why) {
      await sql`update approvals.destruction_item set state = 'stopped', why = ${why}
        where destruction_id = ${destructionId}::uuid and instance_id = ${row.instance_id}::uuid`.execute(context.db);
    } else await destroyRequest(context, approved, row);
  }
  const isFinished = rows.length < destroyedAtOnce;
  if (isFinished) await finish(context, approved);
  else await context.schedule(destructionTimer, { key: destructionId, at: context.now, input: { destructionId } });
  context.about('destruction', destructionId);
  context.emit(destructionChanged, {
    destructionId,
    employerId: list.employer_id,
    what: isFinished ? 'finished' : 'progressed',
    by: null,
  });
});

/** Seals the log of the list: who, when, how many, and the digest of what went. */
async function finish(
  context: CommandContext<ApprovalsTables>,
  list: DestructionRow & { readonly approved_by: string },
): Promise<void> {
  const { rows } = await sql<{ number: string; kind: string; head: string; digests: string[] }>`
    select number, kind, encode(head, 'hex') as head, array(select encode(d, 'hex') from unnest(digests) d) as digests
    from approvals.destruction_item where destruction_id = ${list.id}::uuid and state = 'destroyed' order by number`.execute(
    context.db,
  );
  const digest = createHash('sha256')
    .update(canonicalJson(rows.map((row) => ({ ...row }))))
    .digest();
  const sealed = await context.prepareEvidence({
    id: context.newId(),
    chain: `destruction:${list.id}`,
    kind: 'approvals.destructionFinished',
    at: context.now,
    keyScope: 'approvals.archive',
    record: {
      number: list.number,
      employerId: list.employer_id,
      proposedBy: list.proposed_by,
      approvedBy: list.approved_by,
      destroyed: rows.length,
      algorithm: 'sha-256',
      digest: digest.toString('hex'),
    },
  });
  await recordPrepared(sqlClientOf(context.db), [sealed]);
  await sql`update approvals.destruction set revision = revision + 1, finished_at = ${context.now.toString()}::timestamptz,
      digest = ${digest} where id = ${list.id}::uuid`.execute(context.db);
}
