import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type DraftRow, draftLine } from '../draft-line.ts';
import { newestKinds } from '../newest-kinds.ts';

export const readDraft = handle<ApprovalsTables>()(contract.readDraft, async (context, { draftId }) => {
  const { rows } = await sql<
    DraftRow & { form: Record<string, unknown>; chosen: Record<string, string[]>; applicant_id: string | null }
  >`
    select id, kind, revision, changed_at, form, chosen, applicant_id from approvals.draft
    where id = ${draftId}::uuid and owner_id = ${context.person().personId}::uuid`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  return {
    ...draftLine(await newestKinds(context, [row.kind]), row),
    form: row.form,
    chosen: row.chosen,
    ...(row.applicant_id && { applicantId: row.applicant_id }),
  };
});
