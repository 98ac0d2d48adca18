import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import * as contract from '../../contract/form-operations.ts';
import { contentWithheld } from '../../contract/looks.ts';
import { withoutHidden } from '../../domain/form/apply-permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { correctableForm } from '../form/correctable-form.ts';
import { formFacts } from '../form/form-facts.ts';
import { loadRequest } from '../load-request.ts';

export const readFormToCorrect = handle<ApprovalsTables>()(
  contract.readFormToCorrect,
  async (context, { requestId }) => {
    const request = await loadRequest(context, requestId);
    if (!request.administers) throw refuse(approvalFailures.administratorsOnly);
    const { design, rights } = correctableForm(request);
    if (!request.seesContent) throw refuse(contentWithheld);
    return {
      kind: request.kind.name,
      title: request.kind.title,
      design,
      ...rights,
      facts: await formFacts(context, request.applicantId),
      values: { ...withoutHidden(design, rights.permissions, request.form, rights.usual) },
    };
  },
);
