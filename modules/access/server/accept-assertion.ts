import { refuse } from '#kernel/contract/failure.ts';
import type { PasskeyAlgorithm, PasskeyAssertion } from '#kernel/contract/passkey-signature.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { checkAssertion } from '#kernel/server/passkeys/check-assertion.ts';
import { passkeysChanged } from '../contract/events.ts';
import { passkeyNotProven, passkeyUnknown } from '../contract/failures.ts';
import type { AccessTables } from './access-tables.ts';

/** The passkey that answered. */
export interface ProvenPasskey {
  readonly personId: string;
  readonly algorithm: PasskeyAlgorithm;
  readonly publicKey: Buffer;
}

/**
 * Verifies a passkey's answer to a challenge taken before. `personId`: whose it must be; anybody's at a sign-in. A counter
 * that doesn't go up, of a key that counts, means that the key was copied or the answer is an old one.
 */
export async function acceptAssertion(
  context: CommandContext<AccessTables>,
  assertion: PasskeyAssertion,
  challenge: Buffer,
  personId?: string,
): Promise<ProvenPasskey> {
  const passkey = await context.db
    .selectFrom('access.passkey')
    .select(['id', 'person_id', 'algorithm', 'public_key', 'origin', 'counter'])
    .where('key_id', '=', assertion.keyId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!passkey || (personId !== undefined && passkey.person_id !== personId)) throw refuse(passkeyUnknown);
  const checked = checkAssertion({ algorithm: passkey.algorithm, publicKey: passkey.public_key }, assertion, {
    isExpected: (given) => given.equals(challenge),
    origin: passkey.origin,
  });
  if ('problem' in checked) throw refuse(passkeyNotProven);
  const counts = checked.counter > 0 || passkey.counter > 0;
  if (counts && checked.counter <= passkey.counter) throw refuse(passkeyNotProven);
  await context.db
    .updateTable('access.passkey')
    .set({ counter: checked.counter, used_at: context.now.toString() })
    .where('id', '=', passkey.id)
    .execute();
  context.about('passkey', passkey.id);
  context.emit(passkeysChanged, { personId: passkey.person_id, passkeyId: passkey.id, what: 'used' });
  return { personId: passkey.person_id, algorithm: passkey.algorithm, publicKey: passkey.public_key };
}
