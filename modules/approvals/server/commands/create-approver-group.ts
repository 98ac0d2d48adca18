import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approverGroupChanged } from '../../contract/group-events.ts';
import * as contract from '../../contract/group-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keepsGroupsOf, requireFreeName, requireServing } from '../groups/group-table.ts';

export const createApproverGroup = handle<ApprovalsTables>()(
  contract.createApproverGroup,
  async (context, { employerId, name, memberIds }) => {
    const { personId } = context.person();
    if (!keepsGroupsOf(context, employerId)) throw refuse(notFound);
    const { rows: employers } =
      await sql`select 1 from directory.published_employer where id = ${employerId}::uuid`.execute(context.db);
    if (employerId !== null && employers.length === 0) throw refuse(notFound);
    await requireFreeName(context.db, employerId, name, null);
    const members = await requireServing(context.db, memberIds);
    const groupId = context.newId();
    await sql`insert into approvals.approver_group (id, employer_id, name, members, revision, changed_at, changed_by)
      values (${groupId}::uuid, ${employerId}::uuid, ${name}, ${sql.val(members)}::uuid[], 1,
        ${context.now.toString()}::timestamptz, ${personId}::uuid)`.execute(context.db);
    context.about('approverGroup', groupId);
    context.emit(approverGroupChanged, { groupId, employerId, what: 'created', by: personId });
    return { groupId };
  },
);
