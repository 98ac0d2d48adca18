import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '#modules/access/contract/by-two.ts';
import * as contract from '../../contract/webhooks.ts';
import { newSecret, sealText } from '../feed/signing-secret.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';
import { webhookOf } from '../webhook-of.ts';

/** The old one signs too for so long. */
const overlap = { hours: 24 };

export const renewSecret = handle<IntegrationsTables>()(contract.renewSecret, async (context, { applicationId }) => {
  await refuseStale(context);
  await webhookOf(context, applicationId);
  const secret = newSecret();
  const sealed = await sealText(context, applicationId, secret);
  const now = context.now.toString();
  const until = context.now.add(overlap).toString();
  await sql`update integrations.webhook set secret = ${sealed}::jsonb, shown_at = ${now}::timestamptz,
      former_secret = case when shown_at is null then null else secret end, former_until = ${until}::timestamptz
    where application_id = ${applicationId}::uuid`.execute(context.db);
  tellApplication(context, applicationId, 'secretRenewed');
  return { secret };
});
