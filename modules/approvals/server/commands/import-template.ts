import type { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { type TemplateFile, templateFile } from '../../contract/template.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import { type NamedId, namedIds, withIds } from '../../domain/template/named-ids.ts';
import { numberingOf } from '../../domain/template/numbering-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { existingIds } from '../templates/check-content.ts';
import { inForceOf, saveDraft } from '../templates/draft-table.ts';
import { insertTemplate } from '../templates/insert-template.ts';
import { designedHead, storeHead } from '../templates/template-heads.ts';

/** Nothing is changed before the file is whole and everybody whom it names is known here. */
export const importTemplate = handle<ApprovalsTables>()(contract.importTemplate, async (context, input) => {
  const file = readFile(input.text);
  const unknown = await unknownIds(context, namedIds(withIds(file.content, input.mapping)));
  if (unknown.length > 0) {
    const named = new Map(file.names.map((one) => [one.id, one.name]));
    throw refuse(templateFailures.fileNamesUnknown, {
      count: unknown.length,
      unknown: unknown.map(({ what, id, path }) => ({ what, id, path, name: named.get(id) ?? '' })),
    });
  }
  const content = withIds(file.content, input.mapping);
  const head = input.into
    ? await designedHead(context, input.into.kind)
    : await insertTemplate(context, input.ownerDepartmentId, file.category);
  const isCode = head.program !== undefined && !head.program.design;
  if (isCode !== (content.design === null)) throw refuse(templateFailures.notADesignedForm);
  await storeHead(context, head);
  const { revision } = await saveDraft(context, head, {
    employerId: null,
    revision: input.into?.revision ?? 0,
    stored: content,
    content,
    baseVersion: (await inForceOf(context, head, null))?.version ?? null,
    programVersion: head.program?.version ?? null,
  });
  context.about('template', head.kind);
  const what = input.into ? 'draft' : 'created';
  context.emit(templateChanged, { kind: head.kind, what, employerId: null, by: context.person().personId });
  return { kind: head.kind, revision };
});

function readFile(text: string): TemplateFile {
  const not = (problems: { path: string; message: string }[]) =>
    refuse(templateFailures.fileNotATemplate, {
      where: problems[0]?.path ?? '',
      what: problems[0]?.message ?? '',
      problems: problems.slice(0, 50),
    });
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw not([{ path: '', message: error instanceof SyntaxError ? error.message : 'JSON' }]);
  }
  let parsed: z.ZodSafeParseResult<TemplateFile>;
  try {
    parsed = templateFile.safeParse(read);
  } catch (error) {
    // Branches inside branches without end.
    if (!(error instanceof RangeError)) throw error;
    throw not([{ path: 'content.definition', message: error.message }]);
  }
  if (!parsed.success) {
    throw not(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  }
  if (!numberingOf(parsed.data.content)) throw not([{ path: 'content.settings.numbering', message: '' }]);
  return parsed.data;
}

/** Which of these don't exist here. A role that nobody holds can't be asked, so it counts as missing. */
async function unknownIds(context: CommandContext<ApprovalsTables>, named: readonly NamedId[]): Promise<NamedId[]> {
  const roles = named.filter(({ what }) => what === 'role').slice(0, 200);
  const { personId } = context.person();
  const held =
    roles.length === 0
      ? []
      : (
          await context.read(findHolders, {
            questions: roles.map(({ id }) => ({
              key: id,
              personId,
              rule: { kind: 'role' as const, role: id, within: 'group' as const },
            })),
          })
        ).answers;
  const existing = await existingIds(
    context.db,
    named.map(({ id }) => id),
    new Set(held.filter(({ personIds }) => personIds.length > 0).map(({ key }) => key)),
  );
  return named.filter(({ what, id }) => !existing.has(`${what} ${id}`));
}
