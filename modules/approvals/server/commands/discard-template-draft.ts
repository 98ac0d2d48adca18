import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadDraft, outdated } from '../templates/draft-table.ts';
import { designedHead } from '../templates/template-heads.ts';

/** A template that was never published goes with its draft: nothing else of it exists. */
export const discardTemplateDraft = handle<ApprovalsTables>()(contract.discardTemplateDraft, async (context, input) => {
  const { kind, employerId } = input;
  const head = await designedHead(context, kind, employerId);
  const draft = await loadDraft(context, head, employerId ?? null, true);
  if (!draft) throw refuse(templateFailures.noDraft);
  if (draft.revision !== input.revision) throw outdated(draft);
  await sql`delete from approvals.template_draft
    where kind = ${kind} and employer_id is not distinct from ${employerId ?? null}::uuid`.execute(context.db);
  await sql`delete from approvals.template t where t.kind = ${kind} and t.state = 'draft'
    and not exists (select from approvals.publication p where p.kind = t.kind)`.execute(context.db);
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'draft', employerId: employerId ?? null, by: context.person().personId });
  return {};
});
