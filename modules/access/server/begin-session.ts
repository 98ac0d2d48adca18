import { sql } from 'kysely';
import type { Strength } from '#kernel/contract/actor.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { signedIn, unusualSignIn } from '../contract/events.ts';
import { idleMinutes, networkZones, sessionDays, sharedIdleMinutes } from '../contract/settings.ts';
import { findZone } from '../domain/find-zone.ts';
import { networkOf } from '../domain/network-of.ts';
import { unusualReasons } from '../domain/unusual-reasons.ts';
import type { AccessTables, SignInTable } from './access-tables.ts';
import { deviceHash, recordAttempt } from './attempts.ts';
import { endSessions } from './end-sessions.ts';

/** Nobody stays signed in on a computer of others for longer than a working day. */
const sharedMinutes = 12 * 60;

/** What is known of somebody's sign-ins before this one. */
async function earlierSignIns(context: CommandContext<AccessTables>, personId: string, device: Buffer | null) {
  const zones = await context.setting(networkZones);
  const zone = findZone(zones, context.address);
  const { rows } = await sql<{
    any: boolean;
    device_known: boolean;
    network_known: boolean;
    failures: number;
    last_zone: string | null;
    last_at: string | null;
  }>`
    with mine as (select * from access.sign_in where person_id = ${personId}::uuid and mine is distinct from false)
    select exists (select from mine) as any,
      exists (select from mine where device_hash = ${device}) as device_known,
      exists (select from mine where network = ${networkOf(context.address)}) as network_known,
      (select count(*) from access.sign_in_attempt a where a.person_id = ${personId}::uuid and not a.succeeded
        and a.at > greatest(${context.now.subtract({ hours: 24 }).toString()}::timestamptz,
          coalesce((select max(at) from mine), '-infinity'))) as failures,
      (select zone from mine order by at desc limit 1) as last_zone,
      (select max(at) from mine) as last_at`.execute(context.db);
  const [found] = rows;
  return {
    any: found?.any ?? false,
    deviceKnown: device === null ? undefined : found?.device_known,
    networkKnown: found?.network_known ?? false,
    failures: Number(found?.failures ?? 0),
    zone: zone?.name,
    untrusted: zones.some((one) => one.trusted) && !zone?.trusted,
    last: found?.last_at
      ? {
          zone: found.last_zone ?? undefined,
          minutes: context.now.since(Temporal.Instant.from(found.last_at)).total('minutes'),
        }
      : undefined,
  };
}

/**
 * Signs a person in who has proved who they are and was admitted. The session has a token that nobody had before; one that
 * this browser was signed in with ends.
 */
export async function beginSession(
  context: CommandContext<AccessTables>,
  person: { readonly id: string; readonly account: string },
  by: {
    readonly how: SignInTable['how'];
    readonly strength: Strength;
    readonly device?: string | undefined;
    readonly shared?: boolean | undefined;
    /** Who said who it is, where somebody elsewhere did. */
    readonly providerId?: string;
  },
): Promise<{ personId: string; sessionId: string }> {
  const shared = by.shared ?? false;
  // A browser that others use isn't the person's own: it is told of every time, and excuses nothing.
  const ownDevice = shared ? undefined : by.device;
  const device = deviceHash(by.device);
  const earlier = await earlierSignIns(context, person.id, device);
  const { reasons, tell } = unusualReasons(earlier);
  await recordAttempt(context, {
    account: person.account,
    personId: person.id,
    succeeded: true,
    what: 'password',
    device: ownDevice,
  });
  if (context.actor.kind === 'person') {
    const { personId, sessionId } = context.actor;
    await endSessions(context, personId, { only: sessionId, why: 'signedOut' });
  }
  const { sessionId } = await context.sessions.start({
    personId: person.id,
    strength: by.strength,
    life: shared
      ? { minutes: sharedMinutes, idleMinutes: await context.setting(sharedIdleMinutes), shared }
      : {
          minutes: (await context.setting(sessionDays)) * 24 * 60,
          idleMinutes: await context.setting(idleMinutes),
          shared,
        },
  });
  await context.db
    .insertInto('access.sign_in')
    .values({
      id: sessionId,
      person_id: person.id,
      at: context.now.toString(),
      how: by.how,
      strength: by.strength,
      device_hash: deviceHash(ownDevice),
      network: networkOf(context.address),
      address: context.address,
      agent: context.agent,
      zone: earlier.zone ?? null,
      unusual: reasons,
      mine: null,
      answered_at: null,
      provider_id: by.providerId ?? null,
    })
    .execute();
  context.about('person', person.id);
  context.about('session', sessionId);
  context.emit(signedIn, { personId: person.id, sessionId });
  if (tell) context.emit(unusualSignIn, { personId: person.id, signInId: sessionId, reasons });
  return { personId: person.id, sessionId };
}
