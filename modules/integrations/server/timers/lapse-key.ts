import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { keyLapses } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

/** A key that who asked for it didn't fetch in time never comes: what two agreed to isn't left lying for whoever has the session one day. */
export const lapseKey = onTimer<IntegrationsTables>()(keyLapses, async (context, { keyId }) => {
  const { rows } = await sql<{ application_id: string; asked_by: string }>`
    update integrations.key set outcome = 'lapsed'
    where id = ${keyId}::uuid and outcome = 'agreed' and fetched_at is null and stopped_at is null
    returning application_id, asked_by`.execute(context.db);
  for (const row of rows) {
    context.about('applicationKey', keyId);
    tellApplication(context, row.application_id, 'key-lapsed', row.asked_by);
  }
});
