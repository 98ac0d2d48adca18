import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { newChallenge } from '#kernel/server/passkeys/signing-challenge.ts';
import { challengeOver } from '../contract/failures.ts';
import type { AccessTables, PasskeyChallengeTable } from './access-tables.ts';
import { actingPerson } from './acting-person.ts';

/** How long somebody has to touch the authenticator. */
const challengeMinutes = 5;

type Purpose = PasskeyChallengeTable['purpose'];
export interface SignedDigest {
  readonly algorithm: string;
  /** Hex. */
  readonly digest: string;
}

/** Makes a challenge for the person who acts in this session; for nobody yet at a sign-in. `digest`: what is to be signed. */
export async function makeChallenge(
  context: CommandContext<AccessTables>,
  purpose: Purpose,
  digest?: SignedDigest,
): Promise<{ challengeId: string; challenge: string; expiresAt: string }> {
  const person = purpose === 'signIn' ? undefined : context.person();
  const bytes = digest && Buffer.from(digest.digest, 'hex');
  const challenge = newChallenge(bytes);
  const challengeId = context.newId();
  const expiresAt = context.now.add({ minutes: challengeMinutes }).toString();
  await context.db
    .insertInto('access.passkey_challenge')
    .values({
      id: challengeId,
      purpose,
      challenge,
      person_id: person?.personId ?? null,
      session_id: person?.sessionId ?? null,
      digest_algorithm: digest?.algorithm ?? null,
      digest: bytes ?? null,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { challengeId, challenge: challenge.toString('base64url'), expiresAt };
}

/**
 * Takes a challenge, once: it was made for this purpose, this person in this session, this digest, and hasn't expired. Refuses
 * with `challengeOver` otherwise. It stays taken where the command is refused afterwards.
 */
export async function takeChallenge(
  context: CommandContext<AccessTables>,
  challengeId: string,
  purpose: Purpose,
  digest?: SignedDigest,
): Promise<Buffer> {
  const now = context.now.toString();
  const sessionId = context.actor.kind === 'person' && purpose !== 'signIn' ? context.actor.sessionId : null;
  const personId = purpose === 'signIn' ? null : actingPerson(context);
  const taken = await context.db
    .updateTable('access.passkey_challenge')
    .set({ used_at: now })
    .where('id', '=', challengeId)
    .where('purpose', '=', purpose)
    .where('person_id', 'is not distinct from', personId)
    .where('session_id', 'is not distinct from', sessionId)
    .where('digest_algorithm', 'is not distinct from', digest?.algorithm ?? null)
    .where('digest', 'is not distinct from', digest ? Buffer.from(digest.digest, 'hex') : null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('challenge')
    .executeTakeFirst();
  if (!taken) throw refuse(challengeOver);
  context.evenIfRefused(async (db) => {
    await db.updateTable('access.passkey_challenge').set({ used_at: now }).where('id', '=', challengeId).execute();
  });
  return taken.challenge;
}
