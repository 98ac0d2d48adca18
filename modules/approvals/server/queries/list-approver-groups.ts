import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/group-operations.ts';
import { administer } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type GroupRow, usesOfGroups } from '../groups/group-table.ts';
import { administeredEmployers } from '../limit-table.ts';
import { personNames } from '../person-names.ts';

/** All that the reader may keep; a company has some dozens. */
export const listApproverGroups = handle<ApprovalsTables>()(contract.listApproverGroups, async (context) => {
  const employers = await administeredEmployers(context);
  const everywhere = context.reach(administer).company;
  const { rows } = await sql<GroupRow>`
    select id, employer_id, name, members, revision from approvals.approver_group
    where removed_at is null and (employer_id = any(${sql.val(employers.map(({ id }) => id))}::uuid[])
      or (employer_id is null and ${everywhere}::boolean))
    order by name, id limit 500`.execute(context.db);
  const uses = await usesOfGroups(
    context,
    rows.map(({ id }) => id),
  );
  const people = await personNames(
    context.db,
    rows.flatMap(({ members }) => members),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    employers,
    everywhere,
    rows: rows.map((row) => ({
      groupId: row.id,
      revision: row.revision,
      name: row.name,
      employer: employers.find(({ id }) => id === row.employer_id) ?? null,
      members: row.members.map((id) => ({ id, name: names.get(id) ?? '' })),
      usedBy: uses
        .filter(({ groupId }) => groupId === row.id)
        .map(({ kind, title, state }) => ({ kind, title, state })),
    })),
  };
});
