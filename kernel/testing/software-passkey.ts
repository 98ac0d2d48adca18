import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { PasskeyAlgorithm, PasskeyAssertion } from '../contract/passkey-signature.ts';

/** What an authenticator may do wrong on purpose. */
export interface SoftwareAnswer {
  readonly origin?: string;
  /** The owner wasn't verified. */
  readonly unverified?: boolean;
  readonly counter?: number;
  /** Another type of client data than the ceremony's own. */
  readonly type?: string;
}

/** A passkey in software, for tests: answers as an authenticator and a browser do together. */
export interface SoftwarePasskey {
  readonly keyId: string;
  register(
    challenge: string,
    answer?: SoftwareAnswer,
  ): { keyId: string; clientData: string; authenticatorData: string };
  answer(challenge: string, answer?: SoftwareAnswer): PasskeyAssertion;
}

/** Where the tests' passkeys are used; no such server exists. */
export const passkeyOrigin = 'https://guiju.example';

/** Makes a passkey of one of the algorithms. Its counter goes up with every use. */
export function softwarePasskey(algorithm: PasskeyAlgorithm = 'webauthn-es256'): SoftwarePasskey {
  const { publicKey, privateKey } = keyPair(algorithm);
  const keyId = randomBytes(16);
  let uses = 0;
  const clientData = (type: string, challenge: string, { origin = passkeyOrigin, type: other }: SoftwareAnswer) =>
    Buffer.from(JSON.stringify({ type: other ?? type, challenge, origin, crossOrigin: false }));
  const head = (flags: number, answer: SoftwareAnswer) => {
    uses += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(answer.counter ?? uses);
    const host = createHash('sha256')
      .update(new URL(answer.origin ?? passkeyOrigin).hostname)
      .digest();
    return Buffer.concat([host, Buffer.of(answer.unverified ? flags & ~4 : flags), counter]);
  };
  return {
    keyId: keyId.toString('base64url'),
    register: (challenge, answer = {}) => ({
      keyId: keyId.toString('base64url'),
      clientData: clientData('webauthn.create', challenge, answer).toString('base64url'),
      authenticatorData: Buffer.concat([
        head(0x45, answer),
        Buffer.alloc(16),
        Buffer.of(0, keyId.length),
        keyId,
        coseKey(algorithm, publicKey),
      ]).toString('base64url'),
    }),
    answer: (challenge, answer = {}) => {
      const client = clientData('webauthn.get', challenge, answer);
      const authenticator = head(0x05, answer);
      const signed = Buffer.concat([authenticator, createHash('sha256').update(client).digest()]);
      return {
        keyId: keyId.toString('base64url'),
        clientData: client.toString('base64url'),
        authenticatorData: authenticator.toString('base64url'),
        value: sign(algorithm === 'webauthn-ed25519' ? null : 'sha256', signed, privateKey).toString('base64url'),
      };
    },
  };
}

function keyPair(algorithm: PasskeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case 'webauthn-es256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'webauthn-rs256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'webauthn-ed25519':
      return generateKeyPairSync('ed25519');
  }
}

/** The key as an authenticator writes it: a CBOR map with the labels of RFC 9053 and 8230. */
function coseKey(algorithm: PasskeyAlgorithm, key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' });
  const entries: Record<PasskeyAlgorithm, readonly (readonly [number, number | string])[]> = {
    'webauthn-es256': [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, jwk.x ?? ''],
      [-3, jwk.y ?? ''],
    ],
    'webauthn-rs256': [
      [1, 3],
      [3, -257],
      [-1, jwk.n ?? ''],
      [-2, jwk.e ?? ''],
    ],
    'webauthn-ed25519': [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, jwk.x ?? ''],
    ],
  };
  const own = entries[algorithm];
  return Buffer.concat([
    cborHead(5, own.length),
    ...own.flatMap(([label, value]) => {
      const bytes = typeof value === 'string' ? Buffer.from(value, 'base64url') : undefined;
      return [cborNumber(label), ...(bytes ? [cborHead(2, bytes.length), bytes] : [cborNumber(value as number)])];
    }),
  ]);
}

const cborNumber = (value: number): Buffer => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));

function cborHead(type: number, argument: number): Buffer {
  if (argument < 24) return Buffer.of((type << 5) | argument);
  if (argument < 256) return Buffer.of((type << 5) | 24, argument);
  return Buffer.of((type << 5) | 25, argument >> 8, argument & 255);
}
