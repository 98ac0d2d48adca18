import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type FoundRow, foundColumns, foundRow } from '../archive-search/found-requests.ts';
import { opened } from '../archive-search/granted.ts';

export const readArchived = handle<ApprovalsTables>()(contract.readArchived, async (context, { requestId }) => {
  const { rows } = await sql<FoundRow>`select ${foundColumns} from approvals.instance i
    where i.id = ${requestId}::uuid and ${opened(context)}`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  const { rows: answers } = await sql<{ name: string; outcome: string; at: string }>`
    select p.name, d.outcome, d.at from approvals.done d join directory.published_person p on p.id = d.person_id
    where d.instance_id = ${requestId}::uuid order by d.at, d.slot_id`.execute(context.db);
  return { ...(await foundRow(context, row)), answers };
});
