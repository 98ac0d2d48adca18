import { subscriber } from '#kernel/server/define-module.ts';
import { callsAsked } from '../../../contract/call-events.ts';
import { visitOf } from '../../../domain/cursor-tree.ts';
import { everyNode } from '../../../domain/flow-graph.ts';
import { expressionValue, formScope } from '../../../domain/form/form-scope.ts';
import { applicantFacts } from '../../applicant-facts.ts';
import { loadRequest, type Reads } from '../../load-request.ts';
import { callDeadline } from '../call-deadline.ts';
import type { CallsTables } from '../calls-tables.ts';
import { operationTimer } from '../operation-timer.ts';

/** What a request calls goes into the outbox, with its input as the form stands now, and the deadlines are set. */
export const onCallsAsked = subscriber<CallsTables>()(
  'approvals.onCallsAsked',
  callsAsked,
  async (context, { facts: { requestId, calls, deadlines } }) => {
    for (const { at, ...deadline } of deadlines) {
      const key = `${requestId} ${deadline.timerId}`;
      await context.schedule(callDeadline, { key, at, input: { requestId, ...deadline } });
    }
    if (calls.length === 0) return;
    const request = await loadRequest(context as unknown as Reads, requestId);
    const scope = formScope(request.kind, request.form, await applicantFacts(context, request.applicantId));
    for (const { visit: number, attempt } of calls) {
      const visit = visitOf(request.state, number);
      const node = everyNode(request.definition.nodes).find((one) => one.id === visit?.nodeId);
      if (node?.kind !== 'call') continue;
      const id = context.newId();
      const isWebhook = node.what.kind === 'webhook';
      const input = Object.entries(node.input).map(([name, text]) => [name, expressionValue(text, scope)]);
      await context.db
        .insertInto('approvals.call')
        .values({
          id,
          instance_id: requestId,
          visit: number,
          attempt,
          kind: request.kind.name,
          node_id: node.id,
          integration_id: node.what.kind === 'webhook' ? node.what.integration : null,
          operation: node.what.kind === 'operation' ? node.what.operation : null,
          waits: node.wait,
          input: JSON.stringify(Object.fromEntries(input)),
          state: 'pending',
          tries: 0,
          next_try: isWebhook ? context.now.toString() : null,
          error: null,
          made_at: context.now.toString(),
          ended_at: null,
        })
        .execute();
      if (!isWebhook) await context.schedule(operationTimer, { key: id, at: context.now, input: { callId: id } });
    }
  },
);
