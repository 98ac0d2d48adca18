import { sql } from 'kysely';
import { Refusal } from '#kernel/contract/failure.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { childBegun, childWanted } from '../../contract/events.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { askedChild } from '../asked-child.ts';
import { beginRequest } from '../begin-request.ts';
import { carryOut, type Work } from '../carry-out.ts';
import { loadRequest } from '../load-request.ts';
import { unlessRefused } from '../unless-refused.ts';

/** Requests that make requests that make requests: deeper than anybody means it. */
const deepest = 5;

/** Begins what a request wants begun, or ends what it no longer waits for; only the child's row is written, or the parent's. */
export const onChildWanted = subscriber<ApprovalsTables>()(
  'approvals.onChildWanted',
  childWanted,
  async (context, { facts: { requestId, childId, attempt, wanted } }) => {
    if (!wanted) return end(context, requestId, childId, attempt);
    try {
      await begin(context, requestId, childId, attempt);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // The parent is told, and what its flow says of that happens; nothing was written of the child.
      const command = { type: 'childEnded' as const, childId, attempt, outcome: 'failed' as const };
      await unlessRefused(approvalFailures.childGone, () =>
        carryOut(context, requestId, () => ({ command: { ...command, error: error.failure.code } })),
      );
    }
  },
);

async function begin(context: Work, parentId: string, childId: string, attempt: number): Promise<void> {
  const parent = await loadRequest(context, parentId);
  const child = await askedChild(context, parent, childId, attempt);
  if (!child) return;
  const { rows } = await sql<{ depth: number }>`
    select coalesce((select depth from approvals.child where instance_id = ${parentId}::uuid), 0) + 1 as depth`.execute(
    context.db,
  );
  const depth = rows[0]?.depth ?? 1;
  if (depth > deepest) throw new Refusal(approvalFailures.tooManySteps, {});
  const begun = await beginRequest(context, child.asked, child.applicant, child.applicant);
  await sql`insert into approvals.child (parent_id, child_id, attempt, instance_id, depth)
    values (${parentId}::uuid, ${childId}, ${attempt}, ${begun.requestId}::uuid, ${depth})`.execute(context.db);
  context.emit(childBegun, {
    requestId: parentId,
    kind: parent.kind.name,
    childId,
    childRequestId: begun.requestId,
    concerned: [...parent.concerned],
  });
}

async function end(context: Work, parentId: string, childId: string, attempt: number): Promise<void> {
  const { rows } = await sql<{ instance_id: string }>`
    select instance_id from approvals.child
    where parent_id = ${parentId}::uuid and child_id = ${childId} and attempt = ${attempt}`.execute(context.db);
  for (const { instance_id } of rows) {
    await unlessRefused(approvalFailures.alreadyEnded, () =>
      carryOut(context, instance_id, () => ({ command: { type: 'parentGone' } })),
    );
  }
}
