import { handle } from '#kernel/server/define-module.ts';
import { integrationsChanged } from '../../contract/call-events.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { integrationOf } from '../calls/integration-of.ts';

export const testIntegration = handle<CallsTables>()(contract.testIntegration, async (context, { integrationId }) => {
  await integrationOf(context, integrationId);
  const callId = context.newId();
  const now = context.now.toString();
  await context.db
    .insertInto('approvals.call')
    .values({
      id: callId,
      instance_id: null,
      visit: null,
      attempt: null,
      kind: '',
      node_id: '',
      integration_id: integrationId,
      operation: null,
      waits: false,
      input: '{}',
      state: 'pending',
      tries: 0,
      next_try: now,
      error: null,
      made_at: now,
      ended_at: null,
    })
    .execute();
  context.emit(integrationsChanged, { integrationId });
  return { callId };
});
