import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { deliveriesChanged } from '../../contract/events.ts';
import * as contract from '../../contract/webhooks.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { webhookOf } from '../webhook-of.ts';

export const testWebhook = handle<IntegrationsTables>()(contract.testWebhook, async (context, { applicationId }) => {
  await webhookOf(context, applicationId);
  const deliveryId = context.newId();
  const now = context.now.toString();
  await sql`insert into integrations.delivery (id, application_id, event, state, next_try, at, watched)
    values (${deliveryId}::uuid, ${applicationId}::uuid, 'integrations.test', 'waiting', ${now}::timestamptz,
      ${now}::timestamptz, true)`.execute(context.db);
  context.about('application', applicationId);
  context.emit(deliveriesChanged, { applicationId });
  return { deliveryId };
});
