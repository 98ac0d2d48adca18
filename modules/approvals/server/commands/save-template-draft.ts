import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { checkContent } from '../templates/check-content.ts';
import { inForceOf, saveDraft } from '../templates/draft-table.ts';
import { designedHead, storeHead } from '../templates/template-heads.ts';

/** A draft may be unfinished: its problems are told with it, and only keep it from being published. */
export const saveTemplateDraft = handle<ApprovalsTables>()(contract.saveTemplateDraft, async (context, input) => {
  const { kind, revision, content } = input;
  const head = await designedHead(context, kind);
  if (head.program && !head.program.design && content.design !== null) throw refuse(templateFailures.notADesignedForm);
  await storeHead(context, head);
  const inForce = revision === 0 ? await inForceOf(context, head, null) : undefined;
  const saved = await saveDraft(context, head, {
    employerId: null,
    revision,
    stored: content,
    content,
    baseVersion: inForce?.version ?? null,
    programVersion: inForce?.row?.programVersion ?? (revision === 0 ? (head.program?.version ?? null) : null),
  });
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'draft', employerId: null, by: context.person().personId });
  return { ...saved, problems: await checkContent(context, head, content) };
});
