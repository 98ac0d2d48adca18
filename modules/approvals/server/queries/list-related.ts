import { sql } from 'kysely';
import { Refusal } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { type RequestLineRow, requestLine, requestLineColumns, withheldRow } from '../request-line.ts';

interface Row extends RequestLineRow {
  readonly at: string;
  readonly by_id: string;
  readonly by_name: string;
}

/** Of what the reader may not look at he learns the number only. */
export const listRelated = handle<ApprovalsTables>()(contract.listRelated, async (context, { requestId }) => {
  await loadRequest(context, requestId);
  const { personId } = context.person();
  const { rows } = await sql<Row>`
    select r.at, r.by_id, (select p.name from directory.published_person p where p.id = r.by_id) as by_name,
      ${requestLineColumns}
    from (select other_id as id, at, by_id from approvals.relation where one_id = ${requestId}::uuid
      union all select one_id, at, by_id from approvals.relation where other_id = ${requestId}::uuid) r
    join approvals.instance i on i.id = r.id order by r.at, i.number limit 200`.execute(context.db);
  const seen = await Promise.all(
    rows.map((row) =>
      loadRequest(context, row.id).then(
        ({ seesContent }) => (seesContent ? 'all' : 'line'),
        (problem: unknown) => {
          if (problem instanceof Refusal) return undefined;
          throw problem;
        },
      ),
    ),
  );
  return {
    rows: rows.map((row, at) => {
      const { kind, title, summary, status } = requestLine(context, seen[at] === 'all' ? row : withheldRow(row));
      return {
        number: row.number,
        at: row.at,
        byName: row.by_name,
        own: row.by_id === personId,
        ...(seen[at] && { request: { requestId: row.id, kind, title, summary, status } }),
      };
    }),
  };
});
