import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { outlineOf } from '../../domain/outline-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';

export const readFlow = handle<ApprovalsTables>()(contract.readFlow, async (context, { requestId }) => {
  const { definition } = await loadRequest(context, requestId);
  return { startId: definition.start.id, nodes: outlineOf(definition.nodes) };
});
