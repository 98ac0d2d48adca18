import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalCalls } from '../../contract/approval-calls.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { mayWakeCall } from '../calls/may-wake-call.ts';
import { loadRequest, type Reads } from '../load-request.ts';

export const listCalls = handle<CallsTables>()(contract.listCalls, async (context, { requestId }) => {
  const request = await loadRequest(context as unknown as Reads, requestId);
  if (!request.administers) return { rows: [] };
  const offered = extensionsAt(approvalCalls, context.contracts);
  const rows = await context.db
    .selectFrom('approvals.call as c')
    .leftJoin('approvals.integration as g', 'g.id', 'c.integration_id')
    .selectAll('c')
    .select('g.name as integration')
    .where('c.instance_id', '=', requestId)
    .orderBy('c.made_at')
    .limit(500)
    .execute();
  return {
    rows: rows.map((row) => {
      const name = row.integration ?? row.operation ?? '';
      return {
        callId: row.id,
        visit: row.visit ?? 0,
        attempt: row.attempt ?? 0,
        nodeId: row.node_id,
        name: offered.find(({ command }) => command.name === row.operation)?.title ?? { zh: name, en: name },
        state: row.state,
        tries: row.tries,
        madeAt: row.made_at,
        ...(row.error !== null && { error: row.error }),
        ...(row.state === 'pending' && row.next_try !== null && { nextTry: row.next_try }),
        mayWake: mayWakeCall(request.state, row.visit ?? 0, row.attempt ?? 0),
      };
    }),
  };
});
