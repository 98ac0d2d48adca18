import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { waitsFor } from './waits-for.ts';

export const heldTasks = handle<ApprovalsTables>()(contract.heldTasks, async (context, { personId }) => {
  const { rows } = await sql<{ number: string; name: string }>`
    select i.number, a.name from approvals.instance i
    join directory.published_person a on a.id = i.applicant_id
    join directory.published_person p on p.id = ${personId}::uuid
    where ${waitsFor(personId)} and ${context.within(managePeople, 'p.id')} order by i.id`.execute(context.db);
  return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => `${row.number} ${row.name}`) };
});
