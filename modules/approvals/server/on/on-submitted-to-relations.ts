import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestSubmitted } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { publishedKind } from '../published-kind.ts';
import { relate } from '../relate.ts';

/** What a form names as related requests is shown on both sides. */
export const onSubmittedToRelations = subscriber<ApprovalsTables>()(
  'approvals.onSubmittedToRelations',
  requestSubmitted,
  async (context, { facts: { requestId, kind, submitterId } }) => {
    const { rows } = await sql<{ form: Record<string, unknown>; definition_version: number }>`
      select form, definition_version from approvals.instance where id = ${requestId}::uuid`.execute(context.db);
    const [row] = rows;
    if (!row) return;
    const { design } = (await publishedKind(context, kind, row.definition_version)).kind;
    const fields = design?.fields.filter((field) => field.kind === 'relatedApproval') ?? [];
    const named = fields.flatMap(({ name }) => row.form[name] ?? []);
    for (const other of new Set(named)) {
      if (typeof other === 'string') await relate(context, { requestId, otherId: other, by: submitterId });
    }
  },
);
