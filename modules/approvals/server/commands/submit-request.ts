import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { beginRequest } from '../begin-request.ts';

export const submitRequest = handle<ApprovalsTables>()(
  contract.submitRequest,
  async (context, { applicantId, ...asked }) =>
    beginRequest(context, asked, await applicantOf(context, applicantId), context.person()),
);
