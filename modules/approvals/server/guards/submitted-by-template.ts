import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '../../contract/operations.ts';
import { publishingProcess } from '../../contract/publishing-kind.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { askedForm } from '../templates/asked-form.ts';

/** A publication is asked for with exactly the form that belongs to the frozen content. */
export const submittedByTemplate = guard<ApprovalsTables>()(
  'approvals.submittedByTemplate',
  submitRequest,
  async (context, { kind, form, requestId }) => {
    if (kind !== publishingProcess.name) return;
    if (!isDeepStrictEqual(await askedForm(context.db, requestId), form))
      throw refuse(templateFailures.onlyByPublishing);
  },
);
