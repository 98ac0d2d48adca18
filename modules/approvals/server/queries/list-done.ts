import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { listConditions } from '../list-conditions.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { type RequestLineRow, requestLine, requestLineColumns } from '../request-line.ts';

interface Row extends RequestLineRow {
  readonly slot_id: string;
  readonly at: string;
  readonly outcome: string;
}

export const listDone = handle<ApprovalsTables>()(contract.listDone, async (context, { limit, cursor, ...filter }) => {
  const { personId } = context.person();
  const after = readPageCursor(cursor);
  const { rows } = await sql<Row>`
    select d.slot_id, d.at, d.outcome, ${requestLineColumns}
    from approvals.done d join approvals.instance i on i.id = d.instance_id
    where d.person_id = ${personId}::uuid
      ${listConditions(context, filter, sql`d.at`)}
      ${after ? sql`and (d.at, d.instance_id, d.slot_id) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]})` : sql``}
    order by d.at desc, d.instance_id desc, d.slot_id desc limit ${limit + 1}`.execute(context.db);
  return pageOf(
    rows,
    limit,
    (row) => [row.at, row.id, row.slot_id],
    (row) => ({ ...requestLine(context, row), slotId: row.slot_id, at: row.at, outcome: row.outcome }),
  );
});
