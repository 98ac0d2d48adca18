import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { OverriddenPart, TemplateOverrides } from '../../contract/template.ts';
import * as contract from '../../contract/template-operations.ts';
import { overriddenParts } from '../../domain/template/apply-overrides.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { inForceOf } from '../templates/draft-table.ts';
import { readableHead } from '../templates/template-heads.ts';

interface Row {
  readonly version: number;
  readonly builtin: number | null;
  readonly published_at: string;
  readonly effective_at: string | null;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly alone: boolean;
  readonly note: string;
  readonly request_id: string | null;
  readonly overrides: TemplateOverrides | null;
  readonly conflicts: OverriddenPart[];
  readonly running: number;
}

/** The newest first. Pages end after a version, which stands in the cursor's last place. */
export const listTemplateVersions = handle<ApprovalsTables>()(
  contract.listTemplateVersions,
  async (context, { kind, employerId, limit, cursor }) => {
    const head = await readableHead(context, kind, employerId);
    const inForce = await inForceOf(context, head, employerId ?? null);
    const after = readPageCursor(cursor);
    const { rows } = await sql<Row>`
      select d.version, d.builtin, d.published_at, d.effective_at, d.alone, d.note, d.request_id, d.overrides, d.conflicts,
        p.id as by_id, p.name as by_name,
        (select count(*)::int from approvals.instance i
          where i.kind = d.kind and i.definition_version = d.version and i.ended_at is null) as running
      from approvals.definition d left join directory.published_person p on p.id = d.published_by
      where d.kind = ${kind} and d.employer_id is not distinct from ${employerId ?? null}::uuid
        ${after ? sql`and d.version < ${Number(after[2])}` : sql``}
      order by d.version desc limit ${limit + 1}`.execute(context.db);
    return pageOf(
      rows,
      limit,
      (row) => [row.published_at, '00000000-0000-0000-0000-000000000000', String(row.version)],
      (row) => ({
        version: row.version,
        by: row.builtin === null ? ('company' as const) : ('program' as const),
        publishedAt: row.published_at,
        publishedBy: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
        effectiveAt: row.effective_at ?? row.published_at,
        alone: row.alone,
        note: row.note,
        requestId: row.request_id,
        parts: row.overrides ? overriddenParts(row.overrides) : [],
        conflicts: row.conflicts,
        running: row.running,
        inForce: inForce?.version === row.version,
      }),
    );
  },
);
