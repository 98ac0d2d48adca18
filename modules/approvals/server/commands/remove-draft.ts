import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { draftsChanged } from '../../contract/list-events.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const removeDraft = handle<ApprovalsTables>()(contract.removeDraft, async (context, { draftId }) => {
  const { personId } = context.person();
  const { rows } = await sql`
    delete from approvals.draft where id = ${draftId}::uuid and owner_id = ${personId}::uuid returning id`.execute(
    context.db,
  );
  if (rows.length === 0) throw refuse(notFound);
  context.emit(draftsChanged, { personId, draftId });
  return {};
});
