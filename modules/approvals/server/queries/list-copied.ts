import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { listConditions } from '../list-conditions.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { type RequestLineRow, requestLine, requestLineColumns } from '../request-line.ts';

interface Row extends RequestLineRow {
  readonly since: string;
}

export const listCopied = handle<ApprovalsTables>()(
  contract.listCopied,
  async (context, { limit, cursor, ...filter }) => {
    const { personId } = context.person();
    const after = readPageCursor(cursor);
    const { rows } = await sql<Row>`
    select p.since, ${requestLineColumns}
    from approvals.participant p join approvals.instance i on i.id = p.instance_id
    where p.person_id = ${personId}::uuid and p.part = 'copied'
      ${listConditions(context, filter, sql`p.since`)}
      ${after ? sql`and (p.since, p.instance_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by p.since desc, p.instance_id desc limit ${limit + 1}`.execute(context.db);
    return pageOf(
      rows,
      limit,
      (row) => [row.since, row.id, ''],
      (row) => ({ ...requestLine(context, row), at: row.since }),
    );
  },
);
