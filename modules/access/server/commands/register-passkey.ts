import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readAuthenticatorData } from '#kernel/server/passkeys/read-authenticator-data.ts';
import { readClientData } from '#kernel/server/passkeys/read-client-data.ts';
import { readCoseKey } from '#kernel/server/passkeys/read-cose-key.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { passkeysChanged } from '../../contract/events.ts';
import { passkeyNotReadable, passkeyTaken, tooManyPasskeys } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { takeChallenge } from '../challenges.ts';
import { keepPasskeyEvidence } from '../keep-passkey-evidence.ts';
import { mostPasskeys } from '../most-passkeys.ts';
import { ownKeys } from '../passkey-rows.ts';

/** Registration after WebAuthn Level 3, section 7.1, without attestation: which maker a device is of isn't asked. */
export const registerPasskey = handle<AccessTables>()(contract.registerPasskey, async (context, input) => {
  const { personId } = context.person();
  await refuseStale(context);
  const challenge = await takeChallenge(context, input.challengeId, 'register');
  const client = readClientData(Buffer.from(input.clientData, 'base64url'));
  const said = readAuthenticatorData(Buffer.from(input.authenticatorData, 'base64url'));
  const key = said?.credential && readCoseKey(said.credential.coseKey);
  const isOurs =
    client?.type === 'webauthn.create' &&
    client.challenge.equals(challenge) &&
    said?.hostHash.equals(client.hostHash) &&
    said.present &&
    said.verified &&
    said.credential?.keyId.toString('base64url') === input.keyId;
  if (!isOurs || !key) throw refuse(passkeyNotReadable);
  if ((await ownKeys(context, personId)).length >= mostPasskeys) throw refuse(tooManyPasskeys, { most: mostPasskeys });
  const passkeyId = context.newId();
  const registered = await context.db
    .insertInto('access.passkey')
    .values({
      id: passkeyId,
      person_id: personId,
      key_id: input.keyId,
      algorithm: key.algorithm,
      public_key: key.publicKey,
      name: input.name,
      origin: client.origin,
      transports: input.transports,
      backed_up: said.backedUp,
      counter: said.counter,
      registered_at: context.now.toString(),
      used_at: null,
      removed_at: null,
      removed_by: null,
      removed_because: null,
    })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .executeTakeFirst();
  if (registered.numInsertedOrUpdatedRows !== 1n) throw refuse(passkeyTaken);
  await keepPasskeyEvidence(context, personId, 'access.passkeyRegistered', {
    passkeyId,
    keyId: input.keyId,
    algorithm: key.algorithm,
    publicKey: key.publicKey.toString('base64url'),
    origin: client.origin,
  });
  context.about('passkey', passkeyId);
  context.emit(passkeysChanged, { personId, passkeyId, what: 'registered' });
  return { passkeyId };
});
