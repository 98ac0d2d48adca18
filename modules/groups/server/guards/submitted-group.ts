import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { checkRequest } from '../check-request.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** Nobody asks for a group that breaks the rules of its kind. */
export const submittedGroup = guard<GroupsTables>()('groups.submittedGroup', submitRequest, (context, { kind, form }) =>
  checkRequest(context, kind, form, context.person().personId),
);
