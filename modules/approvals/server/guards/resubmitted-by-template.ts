import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '../../contract/operations.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { askedForm } from '../templates/asked-form.ts';

/** A returned publication goes on with the content that was frozen; another content is withdrawn and asked for anew. */
export const resubmittedByTemplate = guard<ApprovalsTables>()(
  'approvals.resubmittedByTemplate',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const asked = await askedForm(context.db, requestId);
    if (asked !== undefined && !isDeepStrictEqual(asked, form)) throw refuse(templateFailures.onlyByPublishing);
  },
);
