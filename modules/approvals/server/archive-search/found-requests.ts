import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { ArchiveFilter } from '../../contract/archive-search.ts';
import { archiveNotGranted } from '../../contract/archive-search-failures.ts';
import { shownField } from '../../domain/form/shown-field.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { listConditions } from '../list-conditions.ts';
import { publishedKind } from '../published-kind.ts';
import { type RequestLineRow, requestLine, requestLineColumns } from '../request-line.ts';
import { versionsOfKind } from './archive-kinds.ts';
import { fieldCondition } from './field-condition.ts';
import { counts, opened } from './granted.ts';
import { type SearchField, searchFields } from './search-fields.ts';

type Reads = QueryContext<ApprovalsTables>;

export interface FoundRow extends RequestLineRow {
  readonly definition_version: number;
  readonly form: Readonly<Record<string, unknown>>;
  readonly ended_at: string;
  readonly department_id: string | null;
  readonly department_name: string | null;
}

/** Columns of a finished request `i` that the archive shows. */
export const foundColumns = sql`${requestLineColumns}, i.definition_version, i.form, i.ended_at,
  i.department_id, (select d.name from directory.published_department d where d.id = i.department_id) as department_name`;

/**
 * What a filter finds under the reader's own grants, as SQL that begins with `from approvals.instance i`; and the fields of the
 * kind. Refuses where no grant of the reader names the kind.
 */
export async function foundRequests(
  context: Reads,
  filter: ArchiveFilter,
): Promise<{ from: RawBuilder<unknown>; fields: readonly SearchField[] }> {
  const { rows } = await sql`select 1 from approvals.archive_grant g
    where ${counts(context)} and ${filter.kind} = any(g.kinds) limit 1`.execute(context.db);
  if (rows.length === 0) throw refuse(archiveNotGranted);
  const fields = searchFields(await versionsOfKind(context, filter.kind));
  const { fields: conditions, applicantId, departmentId, ...more } = filter;
  const asked = conditions.map((one) => sql`and ${fieldCondition(fields, one)}`);
  const from = sql`from approvals.instance i where ${opened(context)}
    ${listConditions(context, more, sql`i.ended_at`)}
    ${applicantId ? sql`and i.applicant_id = ${applicantId}::uuid` : sql``}
    ${
      departmentId
        ? sql`and exists (select from directory.published_department_tree w
            where w.descendant_id = i.department_id and w.ancestor_id = ${departmentId}::uuid)`
        : sql``
    }
    ${asked.length > 0 ? sql.join(asked, sql` `) : sql``}`;
  return { from, fields };
}

/**
 * A finished request as the archive shows it, by the version of its kind that it took. Sensitive values of a designed form are
 * masked; of a form without masks they are hidden.
 */
export async function foundRow(context: Reads, row: FoundRow) {
  const { kind } = await publishedKind(context, row.kind, row.definition_version);
  return {
    ...requestLine(context, row),
    department: row.department_id === null ? null : { id: row.department_id, name: row.department_name ?? '' },
    endedAt: row.ended_at,
    fields: kind.fields
      .filter((field) => row.form[field.name] !== undefined)
      .map((field) => shownField(field, row.form[field.name], field.design !== undefined)),
  };
}
