import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/group-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { changeGroup, groupOf, requireFreeName, requireServing } from '../groups/group-table.ts';

export const changeApproverGroup = handle<ApprovalsTables>()(
  contract.changeApproverGroup,
  async (context, { groupId, revision, name, memberIds }) => {
    const { personId } = context.person();
    const row = await groupOf(context, groupId, revision);
    if (name !== undefined) await requireFreeName(context.db, row.employer_id, name, groupId);
    const members = memberIds && (await requireServing(context.db, memberIds));
    const change = { ...(name !== undefined && { name }), ...(members && { members }) };
    return { revision: await changeGroup(context, row, change, personId) };
  },
);
