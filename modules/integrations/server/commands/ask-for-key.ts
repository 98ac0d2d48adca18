import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale, secondPerson } from '#modules/access/contract/by-two.ts';
import * as contract from '../../contract/applications.ts';
import { tooManyKeys } from '../../contract/failures.ts';
import { awaitFetching } from '../await-fetching.ts';
import { wishExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { standingApplication } from '../standing-application.ts';
import { tellApplication } from '../told-application.ts';

const most = 10;

export const askForKey = handle<IntegrationsTables>()(contract.askForKey, async (context, input) => {
  await refuseStale(context);
  const { personId } = context.person();
  const { applicationId, label, days, replaces = null, overlapHours, reason = '' } = input;
  await sql`select from integrations.application where id = ${applicationId}::uuid for update`.execute(context.db);
  await standingApplication(context, applicationId);
  const now = context.now.toString();
  const { rows } = await sql<{ id: string; fetched: boolean }>`
    select id, key_hash is not null as fetched from integrations.key
    where application_id = ${applicationId}::uuid and stopped_at is null and coalesce(outcome, 'agreed') = 'agreed'
      and (ends_at is null or ends_at > ${now}::timestamptz)`.execute(context.db);
  if (replaces !== null && !rows.some(({ id, fetched }) => id === replaces && fetched)) throw refuse(notFound);
  if (rows.length >= most) throw refuse(tooManyKeys, { most });
  const { glassId, expiresAt } = await secondPerson(context);
  const keyId = context.newId();
  await sql`insert into integrations.key (id, application_id, label, days, replaces, overlap_hours, reason, asked_at, asked_by,
      expires_at, decided_at, decided_by, outcome, glass_id)
    values (${keyId}::uuid, ${applicationId}::uuid, ${label}, ${days}, ${replaces}::uuid, ${overlapHours}, ${reason},
      ${now}::timestamptz, ${personId}::uuid, ${expiresAt}::timestamptz, ${glassId === null ? null : now}::timestamptz,
      ${glassId === null ? null : personId}::uuid, ${glassId === null ? null : 'agreed'}, ${glassId}::uuid)`.execute(
    context.db,
  );
  if (glassId === null) await context.schedule(wishExpires, { key: keyId, at: expiresAt, input: { keyId } });
  else await awaitFetching(context, keyId);
  context.about('applicationKey', keyId);
  tellApplication(context, applicationId, 'keyAsked');
  return { keyId };
});
