import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { listConditions } from '../list-conditions.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { type RequestLineRow, requestLine, requestLineColumns } from '../request-line.ts';

interface Row extends RequestLineRow {
  readonly ended_at: string | null;
  readonly with_people: readonly { readonly id: string; readonly name: string }[];
}

export const listMine = handle<ApprovalsTables>()(contract.listMine, async (context, { limit, cursor, ...filter }) => {
  const { personId } = context.person();
  const after = readPageCursor(cursor);
  const { rows } = await sql<Row>`
    select i.ended_at, ${requestLineColumns},
      (select coalesce(json_agg(distinct jsonb_build_object('id', p.id, 'name', p.name)), '[]') from approvals.task t
        join directory.published_person p on p.id = t.principal_id where t.instance_id = i.id) as with_people
    from approvals.instance i
    where i.applicant_id = ${personId}::uuid
      ${listConditions(context, filter, sql`i.submitted_at`)}
      ${after ? sql`and (i.submitted_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.submitted_at desc, i.id desc limit ${limit + 1}`.execute(context.db);
  return pageOf(
    rows,
    limit,
    (row) => [row.submitted_at, row.id, ''],
    (row) => ({ ...requestLine(context, row), withPeople: [...row.with_people], endedAt: row.ended_at }),
  );
});
