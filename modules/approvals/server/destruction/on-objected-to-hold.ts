import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { submissionObjected } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** What somebody objected to is kept until a keeper of the archive ends the hold, with a reason. */
export const onObjectedToHold = subscriber<ApprovalsTables>()(
  'approvals.onObjectedToHold',
  submissionObjected,
  async (context, { facts: { requestId } }) => {
    await sql`insert into approvals.hold (id, instance_id, reason, placed_at)
      select ${context.newId()}::uuid, ${requestId}::uuid, '被代发起人提出异议 · An objection to the submission',
        ${context.now.toString()}::timestamptz
      where not exists (select from approvals.hold h where h.instance_id = ${requestId}::uuid and h.placed_by is null)`.execute(
      context.db,
    );
  },
);
