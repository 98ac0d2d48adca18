import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import { applyOverrides } from '../../domain/template/apply-overrides.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { checkContent } from '../templates/check-content.ts';
import { inForceOf, saveDraft } from '../templates/draft-table.ts';
import { designedHead, storeHead } from '../templates/template-heads.ts';

export const saveOverrideDraft = handle<ApprovalsTables>()(contract.saveOverrideDraft, async (context, input) => {
  const { kind, employerId, revision, overrides } = input;
  const head = await designedHead(context, kind, employerId);
  const { rows } = await sql`select 1 from directory.published_employer where id = ${employerId}::uuid`.execute(
    context.db,
  );
  if (rows.length === 0) throw refuse(templateFailures.ownerUnknown);
  const group = await inForceOf(context, head, null);
  if (!group) throw refuse(approvalFailures.noSuchKind);
  await storeHead(context, head);
  const content = applyOverrides(group.content, overrides);
  const saved = await saveDraft(context, head, {
    employerId,
    revision,
    stored: overrides,
    content,
    baseVersion: group.version,
    programVersion: null,
  });
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'draft', employerId, by: context.person().personId });
  return { ...saved, problems: await checkContent(context, head, content) };
});
