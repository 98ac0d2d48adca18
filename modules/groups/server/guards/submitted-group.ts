import { guard } from '#kernel/server/define-module.ts';
import { readApplicant, submitRequest } from '#modules/approvals/contract/operations.ts';
import { createKind, dissolveKind } from '../../contract/request-kinds.ts';
import { checkRequest } from '../check-request.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** Nobody asks for a group that breaks the rules of its kind, for himself or for somebody else. */
export const submittedGroup = guard<GroupsTables>()(
  'groups.submittedGroup',
  submitRequest,
  async (context, { kind, form, applicantId }) => {
    if (kind !== createKind.name && kind !== dissolveKind.name) return;
    const { personId } = await context.read(readApplicant, { applicantId });
    await checkRequest(context, kind, form, personId);
  },
);
