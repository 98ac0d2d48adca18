import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { draftsChanged } from '../contract/list-events.ts';
import { tooManyDrafts } from '../contract/list-failures.ts';
import type { ApprovalsTables } from './approvals-tables.ts';

/** How many drafts a person can have. */
const mostDrafts = 200;

/** Writes a new draft of the actor, and tells his other screens. `false` where the id is taken. */
export async function keepNewDraft(
  context: CommandContext<ApprovalsTables>,
  draft: { id: string; kind: string; form: object; chosen: object; applicantId: string | null },
): Promise<boolean> {
  const { personId } = context.person();
  const { rows: held } = await sql<{ count: number }>`
    select count(*) as count from approvals.draft where owner_id = ${personId}::uuid`.execute(context.db);
  if ((held[0]?.count ?? 0) >= mostDrafts) throw refuse(tooManyDrafts);
  const { rows } =
    await sql`insert into approvals.draft (id, owner_id, kind, revision, form, chosen, applicant_id, changed_at)
    select ${draft.id}::uuid, ${personId}::uuid, ${draft.kind}, 1, ${JSON.stringify(draft.form)}::jsonb,
      ${JSON.stringify(draft.chosen)}::jsonb, ${draft.applicantId}::uuid, ${context.now.toString()}::timestamptz
    where not exists (select from approvals.instance where id = ${draft.id}::uuid)
    on conflict do nothing returning id`.execute(context.db);
  if (rows.length === 0) return false;
  context.emit(draftsChanged, { personId, draftId: draft.id });
  return true;
}
