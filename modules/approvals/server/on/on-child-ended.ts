import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../contract/events.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { unlessRefused } from '../unless-refused.ts';

/** A request that another one made has ended: that one is told, in a transaction of its own. */
export const onChildEnded = subscriber<ApprovalsTables>()(
  'approvals.onChildEnded',
  requestEnded,
  async (context, { facts: { requestId, outcome } }) => {
    if (outcome === 'revoked') return;
    const { rows } = await sql<{ parent_id: string; child_id: string; attempt: number }>`
      select parent_id, child_id, attempt from approvals.child where instance_id = ${requestId}::uuid`.execute(
      context.db,
    );
    for (const { parent_id, child_id: childId, attempt } of rows) {
      await unlessRefused(approvalFailures.childGone, () =>
        carryOut(context, parent_id, () => ({ command: { type: 'childEnded', childId, attempt, outcome } })),
      );
    }
  },
);
