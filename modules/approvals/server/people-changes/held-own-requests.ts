import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const heldOwnRequests = handle<ApprovalsTables>()(contract.heldOwnRequests, async (context, { personId }) => {
  const { rows } = await sql<{ number: string }>`
    select i.number from approvals.instance i join directory.published_person p on p.id = i.applicant_id
    where i.applicant_id = ${personId}::uuid and i.ended_at is null and ${context.within(managePeople, 'p.id')}
    order by i.id`.execute(context.db);
  return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => row.number) };
});
