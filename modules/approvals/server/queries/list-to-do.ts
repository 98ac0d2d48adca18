import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { listConditions } from '../list-conditions.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { type RequestLineRow, requestLine, requestLineColumns } from '../request-line.ts';

interface Row extends RequestLineRow {
  readonly slot_id: string;
  readonly task_kind: 'approve' | 'handle' | 'resubmit' | 'revoke' | 'outcome';
  readonly urgent: string | null;
  readonly opened_at: string;
  readonly delivered_at: string | null;
  readonly due_at: string | null;
  readonly overdue: boolean;
  readonly urged_at: string | null;
  readonly principal_id: string;
  readonly principal_name: string | null;
}

/** Reads open tasks only: how much is finished makes no difference. What is due first stands first (K3); what has no limit yet comes after, oldest first. */
export const listToDo = handle<ApprovalsTables>()(
  contract.listToDo,
  async (context, { limit, cursor, overdue, deputy, ...filter }) => {
    const { personId } = context.person();
    const after = readPageCursor(cursor);
    const { rows } = await sql<Row>`
      select t.slot_id, t.task_kind, t.opened_at, t.delivered_at, t.due_at, t.overdue, t.urged_at, t.principal_id, i.state->>'urgent' as urgent,
        case when t.principal_id <> t.holder_id then
          (select p.name from directory.published_person p where p.id = t.principal_id) end as principal_name,
        ${requestLineColumns}
      from approvals.task t join approvals.instance i on i.id = t.instance_id
      where t.holder_id = ${personId}::uuid
        and (${overdue ?? null}::boolean is null or t.overdue = ${overdue ?? null}::boolean)
        and (${deputy ?? null}::boolean is null or (t.principal_id <> t.holder_id) = ${deputy ?? null}::boolean)
        ${listConditions(context, filter, sql`t.opened_at`)}
        ${after ? sql`and (coalesce(t.due_at, '9999-12-31 00:00+00'), t.instance_id, t.slot_id) > (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]})` : sql``}
      order by coalesce(t.due_at, '9999-12-31 00:00+00'), t.instance_id, t.slot_id limit ${limit + 1}`.execute(
      context.db,
    );
    return pageOf(
      rows,
      limit,
      (row) => [row.due_at ?? '9999-12-31T00:00:00Z', row.id, row.slot_id],
      (row) => ({
        ...requestLine(context, row),
        slotId: row.slot_id,
        taskKind: row.task_kind,
        ...(row.urgent !== null && { urgent: row.urgent }),
        openedAt: row.opened_at,
        delivered: row.delivered_at !== null,
        dueAt: row.due_at,
        overdue: row.overdue,
        urgedAt: row.urged_at,
        ...(row.principal_name !== null && { deputyFor: { id: row.principal_id, name: row.principal_name } }),
      }),
    );
  },
);
