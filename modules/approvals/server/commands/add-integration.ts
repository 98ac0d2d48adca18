import { handle } from '#kernel/server/define-module.ts';
import { integrationsChanged } from '../../contract/call-events.ts';
import * as contract from '../../contract/call-operations.ts';
import { secretOf } from '../calls/call-keys.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { requireEverywhere } from '../calls/integration-of.ts';

export const addIntegration = handle<CallsTables>()(contract.addIntegration, async (context, { name, url }) => {
  requireEverywhere(context);
  const integrationId = context.newId();
  await context.db
    .insertInto('approvals.integration')
    .values({
      id: integrationId,
      name,
      url,
      generation: 1,
      revision: 1,
      allowed: [],
      allowed_by: null,
      confirmed_by: null,
      proposed: null,
      proposed_by: null,
      changed_at: context.now.toString(),
      removed_at: null,
    })
    .execute();
  context.about('integration', integrationId);
  context.emit(integrationsChanged, { integrationId });
  return { integrationId, secret: secretOf(context.evidence, integrationId, 1) };
});
