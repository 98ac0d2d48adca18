import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const heldApproverGroups = handle<ApprovalsTables>()(
  contract.heldApproverGroups,
  async (context, { personId }) => {
    const { rows } = await sql<{ name: string }>`
      select g.name from approvals.approver_group g join directory.published_person p on p.id = ${personId}::uuid
      where g.removed_at is null and g.members @> array[${personId}]::uuid[] and ${context.within(managePeople, 'p.id')}
      order by g.name, g.id`.execute(context.db);
    return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => row.name) };
  },
);
