import { createHash, randomBytes } from 'node:crypto';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import { networkOf } from '../../domain/network-of.ts';
import type { AccessTables, OutsideAttemptTable } from '../access-tables.ts';
import { leaveForProvider } from './leave-for-provider.ts';
import { returnAddress } from './return-address.ts';
import { openText, sealText } from './sealed-text.ts';
import { standingProvider } from './standing-provider.ts';

/** Long enough to sign in there with a second factor. */
const attemptMinutes = 10;

/** 256 random bits: one round of SHA-256 keeps them. */
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is sealed in an attempt. */
export interface AttemptSecrets {
  readonly verifier?: string;
  readonly nonce?: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly password?: string;
}

export const sealAttempt = (context: CommandContext<AccessTables>, attemptId: string, secrets: AttemptSecrets) =>
  sealText(context, attemptId, JSON.stringify(secrets));

export async function openAttemptSecrets(
  context: Pick<CommandContext<AccessTables>, 'secrets'>,
  attempt: { readonly id: string; readonly sealed: unknown },
): Promise<AttemptSecrets> {
  return JSON.parse((await openText(context, attempt.id, attempt.sealed)) ?? '{}') as AttemptSecrets;
}

/** Keeps a new attempt; gives the secret that its browser goes on with. */
export async function keepAttempt(
  context: CommandContext<AccessTables>,
  attempt: Pick<OutsideAttemptTable, 'id' | 'provider_id' | 'purpose' | 'state'> & {
    readonly stateHash?: Buffer;
    readonly sealed?: string;
    readonly failureId?: string;
  },
): Promise<{ secret: string; expiresAt: string }> {
  const secret = newSecret();
  const expiresAt = context.now.add({ minutes: attemptMinutes }).toString();
  const actor = attempt.purpose === 'link' ? context.person() : undefined;
  await context.db
    .insertInto('access.outside_attempt')
    .values({
      id: attempt.id,
      provider_id: attempt.provider_id,
      purpose: attempt.purpose,
      secret_hash: attempt.purpose === 'test' ? null : hashOf(secret),
      state_hash: attempt.stateHash ?? null,
      person_id: actor?.personId ?? null,
      session_id: actor?.sessionId ?? null,
      network: networkOf(context.address),
      made_at: context.now.toString(),
      expires_at: expiresAt,
      state: attempt.state,
      sealed: attempt.sealed ?? null,
      attempt_id: attempt.failureId ?? null,
      found: null,
      error: null,
    })
    .execute();
  return { secret, expiresAt };
}

/** Begins to sign in or to link at a provider with a page of its own: gives where the browser goes. */
export async function beginAttempt(
  context: CommandContext<AccessTables>,
  purpose: 'signIn' | 'link',
  input: { readonly providerId: string; readonly place: 'desk' | 'app' },
): Promise<{ attemptId: string; secret: string; url: string; expiresAt: string }> {
  const provider = await standingProvider(context, input.providerId);
  if (provider.metadata === null) throw refuse(failures.providerOff);
  const attemptId = context.newId();
  const state = newSecret();
  const nonce = newSecret();
  const verifier = newSecret();
  const returnTo = returnAddress(context);
  const inApp = input.place === 'app';
  const url = await leaveForProvider(provider, { returnTo, state, nonce, verifier, inApp });
  if (url === undefined) throw refuse(failures.providerOff);
  const kept = await keepAttempt(context, {
    id: attemptId,
    provider_id: provider.id,
    purpose,
    state: 'begun',
    stateHash: hashOf(state),
    sealed: await sealAttempt(context, attemptId, { nonce, verifier }),
  });
  return { attemptId, url, ...kept };
}

/**
 * An attempt of this browser that isn't over, locked until the command is. Refuses with `outsideOver` for any other; a
 * link's also for another session than the one that began it.
 */
export async function openAttempt(
  context: CommandContext<AccessTables>,
  given: { readonly attemptId: string; readonly secret: string },
  purpose?: 'signIn' | 'link',
) {
  const attempt = await context.db
    .selectFrom('access.outside_attempt')
    .selectAll()
    .where('id', '=', given.attemptId)
    .where('secret_hash', '=', hashOf(given.secret))
    .where('state', '<>', 'finished')
    .where('expires_at', '>', context.now.toString())
    .forUpdate()
    .executeTakeFirst();
  if (!attempt || (purpose && attempt.purpose !== purpose)) throw refuse(failures.outsideOver);
  const sessionId = context.actor.kind === 'person' ? context.actor.sessionId : null;
  if (attempt.purpose === 'link' && attempt.session_id !== sessionId) throw refuse(failures.outsideOver);
  return attempt;
}

/** Whether what came back belongs to this attempt. */
export const isStateOf = (attempt: { readonly state_hash: Buffer | null }, state: string | undefined): boolean =>
  state !== undefined && attempt.state_hash !== null && hashOf(state).equals(attempt.state_hash);

/** How far the provider's answer is. Refuses with `outsideFailed` where there will be none. */
export function answerOf(attempt: Pick<OutsideAttemptTable, 'state' | 'error'>): 'waiting' | 'known' {
  if (attempt.state === 'failed') throw refuse(failures.outsideFailed, { reason: attempt.error ?? '' });
  if (attempt.state === 'begun') throw refuse(failures.outsideOver);
  return attempt.state === 'known' ? 'known' : 'waiting';
}

/** This attempt has served. */
export async function endAttempt({ db }: CommandContext<AccessTables>, attemptId: string): Promise<void> {
  await db
    .updateTable('access.outside_attempt')
    .set({ state: 'finished', sealed: null, found: null })
    .where('id', '=', attemptId)
    .execute();
}
