import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { deliveriesChanged } from '../../contract/events.ts';
import * as contract from '../../contract/webhooks.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { webhookOf } from '../webhook-of.ts';

export const sendAgain = handle<IntegrationsTables>()(contract.sendAgain, async (context, { deliveryId }) => {
  const { rows } = await sql<{ application_id: string }>`update integrations.delivery
    set state = 'waiting', tries = 0, next_try = ${context.now.toString()}::timestamptz, watched = true
    where id = ${deliveryId}::uuid and state = 'dead' returning application_id`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  await webhookOf(context, row.application_id);
  context.about('application', row.application_id);
  context.emit(deliveriesChanged, { applicationId: row.application_id });
  return {};
});
