import { createHash, createPublicKey, verify } from 'node:crypto';
import type { PasskeyAlgorithm, PasskeyAssertion } from '../../contract/passkey-signature.ts';
import { readAuthenticatorData } from './read-authenticator-data.ts';
import { readClientData } from './read-client-data.ts';

/** What doesn't hold about a passkey's answer. */
export type AssertionProblem =
  /** Not the answer of a passkey at all. */
  | 'unreadable'
  /** It answers another challenge: made for something else. */
  | 'otherChallenge'
  /** Made for another address. */
  | 'otherAddress'
  /** The authenticator didn't make sure that it was its owner. */
  | 'personNotVerified'
  /** Not made with this key, or changed since. */
  | 'forged';

const keyTypes: Readonly<Record<PasskeyAlgorithm, string>> = {
  'webauthn-es256': 'ec',
  'webauthn-rs256': 'rsa',
  'webauthn-ed25519': 'ed25519',
};

/**
 * Checks what a passkey answered (WebAuthn Level 3, section 7.2) against its public key. Pure. `isExpected` judges the
 * challenge, `origin` is the address that the key was registered at (left out where only the key counts).
 * Gives what doesn't hold, or the counter and the address where all does.
 */
export function checkAssertion(
  key: { readonly algorithm: PasskeyAlgorithm; readonly publicKey: Buffer },
  assertion: Omit<PasskeyAssertion, 'keyId'>,
  expected: { readonly isExpected: (challenge: Buffer) => boolean; readonly origin?: string },
): { readonly problem: AssertionProblem } | { readonly counter: number; readonly origin: string } {
  const clientBytes = Buffer.from(assertion.clientData, 'base64url');
  const authenticatorBytes = Buffer.from(assertion.authenticatorData, 'base64url');
  const client = readClientData(clientBytes);
  const authenticator = readAuthenticatorData(authenticatorBytes);
  if (client?.type !== 'webauthn.get' || !authenticator) return { problem: 'unreadable' };
  if (!expected.isExpected(client.challenge)) return { problem: 'otherChallenge' };
  if (expected.origin !== undefined && client.origin !== expected.origin) return { problem: 'otherAddress' };
  if (!authenticator.hostHash.equals(client.hostHash)) return { problem: 'otherAddress' };
  if (!authenticator.present || !authenticator.verified) return { problem: 'personNotVerified' };
  const signed = Buffer.concat([authenticatorBytes, createHash('sha256').update(clientBytes).digest()]);
  if (!isSignedBy(key, signed, Buffer.from(assertion.value, 'base64url'))) return { problem: 'forged' };
  return { counter: authenticator.counter, origin: client.origin };
}

function isSignedBy(
  { algorithm, publicKey }: { readonly algorithm: PasskeyAlgorithm; readonly publicKey: Buffer },
  signed: Buffer,
  value: Buffer,
): boolean {
  try {
    const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== keyTypes[algorithm]) return false;
    return verify(algorithm === 'webauthn-ed25519' ? null : 'sha256', signed, key, value);
  } catch {
    return false;
  }
}
