import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '#modules/access/contract/by-two.ts';
import { proposalOver } from '#modules/access/contract/failures.ts';
import * as contract from '../../contract/applications.ts';
import { hashOf, newKey, prefixOf } from '../application-keys.ts';
import { keyLapses } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { loadKey } from '../key-row.ts';
import { standingApplication } from '../standing-application.ts';
import { tellApplication } from '../told-application.ts';

export const fetchKey = handle<IntegrationsTables>()(contract.fetchKey, async (context, { keyId }) => {
  await refuseStale(context);
  const row = await loadKey(context, keyId);
  if (row.asked_by !== context.person().personId) throw refuse(notFound);
  if (row.outcome !== 'agreed' || row.fetched_at !== null || row.stopped_at !== null) throw refuse(proposalOver);
  await standingApplication(context, row.application_id);
  const key = newKey();
  const endsAt = context.now.add({ hours: 24 * row.days }).toString();
  await sql`update integrations.key set key_hash = ${hashOf(key)}, prefix = ${prefixOf(key)},
      fetched_at = ${context.now.toString()}::timestamptz, ends_at = ${endsAt}::timestamptz
    where id = ${keyId}::uuid`.execute(context.db);
  await context.unschedule(keyLapses, keyId);
  if (row.replaces !== null) {
    const until = context.now.add({ hours: row.overlap_hours }).toString();
    await sql`update integrations.key set ends_at = least(ends_at, ${until}::timestamptz)
      where id = ${row.replaces}::uuid and stopped_at is null`.execute(context.db);
  }
  context.about('applicationKey', keyId);
  tellApplication(context, row.application_id, 'keyFetched');
  return { key, endsAt };
});
