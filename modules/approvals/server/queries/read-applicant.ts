import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const readApplicant = handle<ApprovalsTables>()(contract.readApplicant, (context, { applicantId }) =>
  applicantOf(context, applicantId),
);
