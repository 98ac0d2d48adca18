import { sql } from 'kysely';
import type { Work } from '../carry-out.ts';
import { changeGroup, type GroupRow } from '../groups/group-table.ts';

/** 离职: the successor takes the leaver's place in approver groups; without one the place is gone. Gives how many groups. */
export async function handGroupPlaces(context: Work, personId: string, successorId: string | null): Promise<number> {
  const { rows } = await sql<GroupRow>`select id, employer_id, name, members, revision from approvals.approver_group
    where removed_at is null and members @> array[${personId}]::uuid[] order by id for update`.execute(context.db);
  for (const row of rows) {
    const next = row.members.flatMap((id) => (id === personId ? (successorId ?? []) : id));
    await changeGroup(context, row, { members: [...new Set(next)] }, null);
  }
  return rows.length;
}
