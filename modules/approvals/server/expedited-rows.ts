import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { QueryContext } from '#kernel/server/context.ts';
import type { exportExpedited } from '../contract/expediting.ts';
import { administer, expedite } from '../contract/permissions.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { listConditions } from './list-conditions.ts';
import { type RequestLineRow, requestLine, requestLineColumns, withheldRow } from './request-line.ts';
import { seesMatter } from './sees-content.ts';

type Filter = Omit<z.infer<(typeof exportExpedited)['input']>, 'language'>;
type Reads = QueryContext<ApprovalsTables>;

export interface ExpeditedRow extends RequestLineRow {
  readonly slot_id: string | null;
  readonly holder_id: string | null;
  readonly holder_name: string | null;
  readonly department_id: string | null;
  readonly department_name: string | null;
  readonly since: string;
  readonly due_at: string | null;
  readonly overdue: boolean;
  readonly urged_at: string | null;
  readonly suspended: boolean;
  readonly may_intervene: boolean;
  /** The reader is told what it is about. */
  readonly sees_matter: boolean;
}

/** The department of a request `i` by `a`, who asked for it: of somebody who left, the one that he was in then. */
const standsIn = sql`coalesce(a.main_department_id, i.department_id)`;

/**
 * Of the tasks `t` of a place, that of the person asked. Written as a function: of two columns that are equal PostgreSQL expects one
 * row in two hundred, where it is nearly every one, and would go through all tasks again for each request.
 */
const ownTask = sql`uuid_eq(t.holder_id, t.principal_id)`;

/**
 * Everything that runs within the actor's reach: each open task once, whoever may stand in, and each request that waits for no
 * person. As `with running as (…)`, for a select from it; reads nothing that has ended.
 */
export function expedited(context: Reads, filter: Filter): RawBuilder<unknown> {
  const { departmentId, holderId, overdue, ...more } = filter;
  const sees = seesMatter(context, standsIn);
  return sql`with running as (
    select ${requestLineColumns}, coalesce((i.state->>'suspended')::boolean, false) as suspended,
      ${context.within(administer, 'i.applicant_id')} as may_intervene, ${sees} as sees_matter, t.slot_id, t.principal_id as holder_id,
      (select h.name from directory.published_person h where h.id = t.principal_id) as holder_name,
      ${standsIn} as department_id,
      (select d.name from directory.published_department d where d.id = ${standsIn}) as department_name,
      coalesce(t.opened_at, i.changed_at) as since, t.due_at, coalesce(t.overdue, false) as overdue, t.urged_at
    from approvals.instance i
    join directory.published_person a on a.id = i.applicant_id
    left join approvals.task t on t.instance_id = i.id and ${ownTask}
    where i.ended_at is null and (${context.within(expedite, 'i.applicant_id')}
      or (a.main_department_id is null and exists (select from directory.published_department_tree w
        where w.descendant_id = i.department_id
          and w.ancestor_id = any(${sql.val([...context.reach(expedite).departmentTreeIds])}::uuid[]))))
      ${holderId ? sql`and t.principal_id = ${holderId}::uuid` : sql``}
      ${overdue === undefined ? sql`` : sql`and coalesce(t.overdue, false) = ${overdue}::boolean`}
      ${
        departmentId
          ? sql`and exists (select from directory.published_department_tree w
              where w.descendant_id = ${standsIn} and w.ancestor_id = ${departmentId}::uuid)`
          : sql``
      }
      ${listConditions(context, more, sql`coalesce(t.opened_at, i.changed_at)`, sees)})`;
}

/** A row as its reader is shown it. */
export const expeditedLine = (context: Pick<Reads, 'contracts'>, row: ExpeditedRow) =>
  requestLine(context, row.sees_matter ? row : withheldRow(row));
