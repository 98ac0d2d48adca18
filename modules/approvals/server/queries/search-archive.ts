import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive-search.ts';
import { notSearchable } from '../../contract/archive-search-failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { numberIn } from '../archive-search/field-condition.ts';
import { type FoundRow, foundColumns, foundRequests, foundRow } from '../archive-search/found-requests.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';

/** What ended last comes first. */
export const searchArchive = handle<ApprovalsTables>()(contract.searchArchive, async (context, input) => {
  const { limit, cursor, sums, ...filter } = input;
  const after = readPageCursor(cursor);
  const { from, fields } = await foundRequests(context, filter);
  const summed = sums.map((name) => {
    if (!fields.some((field) => field.name === name && field.sum)) throw refuse(notSearchable);
    return sql`, coalesce(sum(${numberIn(name)}), 0)::float8 as ${sql.ref(name)}`;
  });
  const { rows: totals } = await sql<Record<string, number>>`
    select count(*)::int as "found count" ${summed.length > 0 ? sql.join(summed, sql` `) : sql``} ${from}`.execute(
    context.db,
  );
  const { rows } = await sql<FoundRow>`select ${foundColumns} ${from}
    ${after ? sql`and (i.ended_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.ended_at desc, i.id desc limit ${limit + 1}`.execute(context.db);
  context.looked('approvals.archive', filter.kind);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.ended_at, row.id, ''],
    (row) => row,
  );
  const total = totals[0] ?? {};
  return {
    ...page,
    rows: await Promise.all(page.rows.map((row) => foundRow(context, row))),
    count: total['found count'] ?? 0,
    sums: Object.fromEntries(sums.map((name) => [name, total[name] ?? 0])),
  };
});
