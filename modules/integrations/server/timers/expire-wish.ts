import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { wishExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

/** A key that nobody agreed to in time never comes. */
export const expireWish = onTimer<IntegrationsTables>()(wishExpires, async (context, { keyId }) => {
  const { rows } = await sql<{ application_id: string; asked_by: string }>`
    update integrations.key set decided_at = ${context.now.toString()}::timestamptz, outcome = 'expired'
    where id = ${keyId}::uuid and outcome is null returning application_id, asked_by`.execute(context.db);
  for (const row of rows) {
    context.about('applicationKey', keyId);
    tellApplication(context, row.application_id, 'key-expired', row.asked_by);
  }
});
