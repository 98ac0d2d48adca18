import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { lookProcess } from '../../contract/look-kind.ts';
import * as contract from '../../contract/looks.ts';
import { submitRequest } from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { lookAskedFor } from '../looks/look-table.ts';

export const askToLook = handle<ApprovalsTables>()(contract.askToLook, async (context, { requestId, reason }) => {
  const request = await loadRequest(context, requestId);
  if (request.seesContent) throw refuse(contract.lookNotNeeded);
  if (await lookAskedFor(context.db, requestId, context.person().personId)) throw refuse(contract.lookAskedAlready);
  const asked = await context.call(submitRequest, {
    kind: lookProcess.name,
    form: { requestId, number: request.number, reason },
  });
  // Its flow rejects at once where nobody was found.
  if (asked.status !== 'running') throw refuse(contract.nobodyToAgree);
  return { lookId: asked.requestId, number: asked.number };
});
