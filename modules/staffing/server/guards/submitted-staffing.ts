import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { checkAccount } from '../check-account.ts';
import type { StaffingTables } from '../staffing-tables.ts';

/** Nobody asks for an account that somebody has. */
export const submittedStaffing = guard<StaffingTables>()(
  'staffing.submittedStaffing',
  submitRequest,
  (context, { kind, form }) => checkAccount(context, kind, form),
);
