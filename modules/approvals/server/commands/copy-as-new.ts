import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { formFailures } from '../../contract/form-failures.ts';
import { notYourRequest } from '../../contract/list-failures.ts';
import * as contract from '../../contract/list-operations.ts';
import { withoutHidden } from '../../domain/form/apply-permissions.ts';
import { fieldRights } from '../../domain/form/reader-rights.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keepNewDraft } from '../keep-draft.ts';
import { loadRequest } from '../load-request.ts';

/** What the applicant himself fills in is copied; files and signatures belong to the request that they came with. */
export const copyAsNew = handle<ApprovalsTables>()(contract.copyAsNew, async (context, { requestId }) => {
  const request = await loadRequest(context, requestId);
  if (request.applicantId !== context.person().personId) throw refuse(notYourRequest);
  const { design } = request.kind;
  if (!design) throw refuse(formFailures.notDesigned);
  const rights = fieldRights(request.definition, request.definition.start.id);
  const given = withoutHidden(design, rights.permissions, request.form, rights.usual);
  const stays = new Set<string>(
    design.fields.filter(({ kind }) => ['file', 'image', 'signature'].includes(kind)).map(({ name }) => name),
  );
  const form = Object.fromEntries(Object.entries(given).filter(([name]) => !stays.has(name)));
  const draftId = context.newId();
  await keepNewDraft(context, { id: draftId, kind: request.kind.name, form, chosen: {}, applicantId: null });
  return { draftId, startPath: request.kind.startPath };
});
