import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { groupFailures } from '../../contract/group-failures.ts';
import * as contract from '../../contract/group-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { changeGroup, groupOf, usesOfGroups } from '../groups/group-table.ts';

export const retireApproverGroup = handle<ApprovalsTables>()(
  contract.retireApproverGroup,
  async (context, { groupId, revision }) => {
    const { personId } = context.person();
    const row = await groupOf(context, groupId, revision);
    const uses = await usesOfGroups(context, [groupId]);
    const count = uses.filter(({ state }) => state === 'published').length;
    if (count > 0) throw refuse(groupFailures.groupUsed, { count });
    await changeGroup(context, row, { removed: true }, personId);
    return {};
  },
);
