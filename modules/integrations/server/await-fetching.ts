import { sql } from 'kysely';
import { activationDays } from '#modules/access/contract/settings.ts';
import { keyLapses } from './expiry-timers.ts';
import type { Command } from './integrations-tables.ts';

/** A key was agreed to: it waits for who asked as long as an activation code does, then it lapses. */
export async function awaitFetching(context: Command, keyId: string): Promise<void> {
  const until = context.now.add({ hours: 24 * (await context.setting(activationDays)) }).toString();
  await sql`update integrations.key set expires_at = ${until}::timestamptz where id = ${keyId}::uuid`.execute(
    context.db,
  );
  await context.schedule(keyLapses, { key: keyId, at: until, input: { keyId } });
}
