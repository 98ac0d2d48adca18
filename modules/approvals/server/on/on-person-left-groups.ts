import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { changeGroup, type GroupRow } from '../groups/group-table.ts';

/** 离职: the successor takes the leaver's place in approver groups; without one the place is gone. */
export const onPersonLeftGroups = subscriber<ApprovalsTables>()(
  'approvals.onPersonLeftGroups',
  personLeft,
  async (context, { facts: { personId, successorId } }) => {
    const { rows } = await sql<GroupRow>`select id, employer_id, name, members, revision from approvals.approver_group
      where removed_at is null and members @> array[${personId}]::uuid[] order by id for update`.execute(context.db);
    for (const row of rows) {
      const next = row.members.flatMap((id) => (id === personId ? (successorId ?? []) : id));
      await changeGroup(context, row, { members: [...new Set(next)] }, null);
    }
  },
);
