import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestSubmitted } from '../../contract/events.ts';
import { draftsChanged } from '../../contract/list-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** The draft that became a request goes. */
export const onSubmittedToDrafts = subscriber<ApprovalsTables>()(
  'approvals.onSubmittedToDrafts',
  requestSubmitted,
  async (context, { facts: { requestId, submitterId } }) => {
    const { rows } = await sql`
      delete from approvals.draft where id = ${requestId}::uuid and owner_id = ${submitterId}::uuid returning id`.execute(
      context.db,
    );
    if (rows.length > 0) context.emit(draftsChanged, { personId: submitterId, draftId: requestId });
  },
);
