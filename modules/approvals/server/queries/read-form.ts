import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/form-operations.ts';
import { withoutHidden } from '../../domain/form/apply-permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { editableForm } from '../form/editable-form.ts';
import { formFacts } from '../form/form-facts.ts';
import { loadRequest } from '../load-request.ts';

export const readForm = handle<ApprovalsTables>()(contract.readForm, async (context, { requestId }) => {
  const request = await loadRequest(context, requestId);
  const { design, rights } = editableForm(request, context.person().personId);
  return {
    kind: request.kind.name,
    title: request.kind.title,
    design,
    ...rights,
    facts: await formFacts(context, request.applicantId),
    values: { ...withoutHidden(design, rights.permissions, request.form, rights.usual) },
  };
});
