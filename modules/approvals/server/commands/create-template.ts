import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { type ReadyTemplate, readyTemplates } from '../../contract/ready-template.ts';
import { type TemplateContent, templateContent } from '../../contract/template.ts';
import { templateChanged } from '../../contract/template-events.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { blankContent } from '../templates/blank-content.ts';
import { inForceOf, loadDraft, saveDraft } from '../templates/draft-table.ts';
import { insertTemplate } from '../templates/insert-template.ts';
import { templateHead } from '../templates/template-heads.ts';

type From = Parameters<typeof startOf>[1];

/** What the new template begins with. A copy of a form of the program has no form: that one can't be designed. */
async function startOf(
  context: CommandContext<ApprovalsTables>,
  from: { kind: 'blank' } | { kind: 'ready'; name: string } | { kind: 'copy'; template: string },
): Promise<Partial<TemplateContent>> {
  if (from.kind === 'blank') return {};
  if (from.kind === 'ready') {
    const ready = extensionsAt<ReadyTemplate>(readyTemplates, context.contracts).find((one) => one.name === from.name);
    if (!ready) throw refuse(approvalFailures.noSuchKind);
    return templateContent.parse(ready.content);
  }
  const head = await templateHead(context, from.template);
  const content = (await inForceOf(context, head, null))?.content ?? (await loadDraft(context, head, null))?.content;
  if (!content) throw refuse(approvalFailures.noSuchKind);
  return content;
}

export const createTemplate = handle<ApprovalsTables>()(contract.createTemplate, async (context, input) => {
  const start = await startOf(context, input.from satisfies From);
  const blank = blankContent(input.title, await freePrefix(context));
  // Two kinds never count with the same letters, so a copy gets its own.
  const { numbering } = blank.design;
  const content: TemplateContent = {
    design: { ...(start.design ?? blank.design), numbering },
    definition: start.definition ?? blank.definition,
    settings: { ...(start.settings ?? blank.settings), title: input.title, numbering: null },
  };
  const head = await insertTemplate(context, input.ownerDepartmentId, input.category ?? null);
  const { revision } = await saveDraft(context, head, {
    employerId: null,
    revision: 0,
    stored: content,
    content,
    baseVersion: null,
    programVersion: null,
  });
  context.about('template', head.kind);
  context.emit(templateChanged, { kind: head.kind, what: 'created', employerId: null, by: context.person().personId });
  return { kind: head.kind, revision };
});

/** Letters that no template uses: ZD and a number. */
async function freePrefix(context: CommandContext<ApprovalsTables>): Promise<string> {
  const { rows } = await sql<{ prefix: string }>`
    select distinct content -> 'design' -> 'numbering' ->> 'prefix' as prefix from approvals.template_draft
    where content -> 'design' -> 'numbering' ->> 'prefix' like 'ZD%'
    union select distinct design -> 'numbering' ->> 'prefix' from approvals.definition
    where design -> 'numbering' ->> 'prefix' like 'ZD%'`.execute(context.db);
  const taken = new Set(rows.map((row) => row.prefix));
  for (let number = 1; ; number += 1) if (!taken.has(`ZD${number}-`)) return `ZD${number}-`;
}
