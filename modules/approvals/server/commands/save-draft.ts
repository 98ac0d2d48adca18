import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { draftsChanged } from '../../contract/list-events.ts';
import { draftChanged } from '../../contract/list-failures.ts';
import * as contract from '../../contract/list-operations.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keepNewDraft } from '../keep-draft.ts';
import { kindInForce } from '../templates/kind-in-force.ts';

/** Two devices never overwrite each other: only who saw the newest content replaces it. */
export const saveDraft = handle<ApprovalsTables>()(contract.saveDraft, async (context, input) => {
  const { draftId, revision, kind, form, chosen } = input;
  const { personId } = context.person();
  const applicant = await applicantOf(context, input.applicantId);
  const applicantId = applicant.personId === personId ? null : applicant.personId;
  if (revision === 0) {
    await kindInForce(context, applicant, kind);
    if (!(await keepNewDraft(context, { id: draftId, kind, form, chosen, applicantId }))) throw refuse(draftChanged);
    return { revision: 1 };
  }
  const { rows } = await sql<{ revision: number }>`
    select revision from approvals.draft
    where id = ${draftId}::uuid and owner_id = ${personId}::uuid and kind = ${kind} for update`.execute(context.db);
  const [held] = rows;
  if (!held) throw refuse(notFound);
  if (held.revision !== revision) throw refuse(draftChanged);
  await sql`update approvals.draft set revision = ${revision + 1}, form = ${JSON.stringify(form)}::jsonb,
      chosen = ${JSON.stringify(chosen)}::jsonb, applicant_id = ${applicantId}::uuid, changed_at = ${context.now.toString()}::timestamptz
    where id = ${draftId}::uuid`.execute(context.db);
  context.emit(draftsChanged, { personId, draftId });
  return { revision: revision + 1 };
});
