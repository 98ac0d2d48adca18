import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PasskeySignature, passkeyAlgorithm, passkeySignature } from '../../contract/passkey-signature.ts';
import { passkeyOrigin, type SoftwareAnswer, softwarePasskey } from '../../testing/software-passkey.ts';
import { digestOf } from '../chain/digest-of.ts';
import { checkAssertion } from './check-assertion.ts';
import { readAuthenticatorData } from './read-authenticator-data.ts';
import { readClientData } from './read-client-data.ts';
import { readCoseKey } from './read-cose-key.ts';
import { newChallenge } from './signing-challenge.ts';
import { verifyPasskeySignature } from './verify-passkey-signature.ts';

const statement = { purpose: 'test 1', text: '同意', amount: 12_500 };
const registeredKey = (passkey: ReturnType<typeof softwarePasskey>) => {
  const made = passkey.register(newChallenge().toString('base64url'));
  const data = readAuthenticatorData(Buffer.from(made.authenticatorData, 'base64url'));
  const key = readCoseKey(data?.credential?.coseKey ?? Buffer.alloc(0));
  if (!key) throw new Error('the key could not be read');
  return key;
};
const signed = (algorithm: PasskeySignature['algorithm'], answer: SoftwareAnswer = {}): PasskeySignature => {
  const passkey = softwarePasskey(algorithm);
  const key = registeredKey(passkey);
  const challenge = newChallenge(digestOf(statement).hash);
  return {
    ...passkey.answer(challenge.toString('base64url'), answer),
    algorithm: key.algorithm,
    digestAlgorithm: 'sha-256',
    publicKey: key.publicKey.toString('base64url'),
  };
};

describe('a stored signature', () => {
  it.each(passkeyAlgorithm.options)('of %s holds, as it stands in an export, for its statement only', (algorithm) => {
    const signature = passkeySignature.parse(JSON.parse(JSON.stringify(signed(algorithm))));
    expect(signature.algorithm).toBe(algorithm);
    expect(verifyPasskeySignature(signature, statement)).toBeUndefined();
    expect(verifyPasskeySignature(signature, { ...statement, amount: 12_501 })).toBe('otherChallenge');
  });

  it('is refused under another key, another algorithm, another hash, and unverified', () => {
    const signature = signed('webauthn-es256');
    const { publicKey } = signed('webauthn-es256');
    expect(verifyPasskeySignature({ ...signature, publicKey }, statement)).toBe('forged');
    expect(verifyPasskeySignature({ ...signature, algorithm: 'webauthn-rs256' }, statement)).toBe('forged');
    expect(verifyPasskeySignature({ ...signature, digestAlgorithm: 'sm3' }, statement)).toBe('otherChallenge');
    expect(verifyPasskeySignature({ ...signature, digestAlgorithm: 'md5' }, statement)).toBe('unreadable');
    const unverified = signed('webauthn-es256', { unverified: true });
    expect(verifyPasskeySignature(unverified, statement)).toBe('personNotVerified');
    expect(verifyPasskeySignature(signed('webauthn-es256', { type: 'webauthn.create' }), statement)).toBe('unreadable');
    const mixed = {
      ...signature,
      clientData: signed('webauthn-es256', { origin: 'https://other.example' }).clientData,
    };
    expect(verifyPasskeySignature(mixed, statement)).toBe('otherAddress');
  });

  it('of no single changed bit holds', () => {
    const signature = signed('webauthn-es256');
    const parts = ['publicKey', 'value', 'clientData', 'authenticatorData'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 0, max: 7 }), (part, where, bit) => {
        const bytes = Buffer.from(signature[part], 'base64url');
        // Of the key, the point itself: what stands around it may be written in more than one way.
        const at = part === 'publicKey' ? bytes.length - 1 - (where % 64) : where % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        const changed = { ...signature, [part]: bytes.toString('base64url') };
        return verifyPasskeySignature(changed, statement) !== undefined;
      }),
      { numRuns: 300 },
    );
  });
});

it('an answer counts for its own challenge and its own address', () => {
  const passkey = softwarePasskey();
  const key = registeredKey(passkey);
  const challenge = newChallenge();
  const is = (wanted: Buffer) => (given: Buffer) => given.equals(wanted);
  const answer = passkey.answer(challenge.toString('base64url'), { counter: 7 });
  const check = (isExpected: (given: Buffer) => boolean, origin: string) =>
    checkAssertion(key, answer, { isExpected, origin });
  expect(check(is(challenge), passkeyOrigin)).toEqual({ counter: 7, origin: passkeyOrigin });
  expect(check(is(newChallenge()), passkeyOrigin)).toEqual({ problem: 'otherChallenge' });
  expect(check(is(challenge), `${passkeyOrigin}:8443`)).toEqual({ problem: 'otherAddress' });
});

it('nothing comes of addresses that are not secure, of frames of others, of bytes that are no key', () => {
  const said = { type: 'webauthn.get', challenge: 'AAAA', origin: 'https://guiju.example' };
  const read = (more: object) => readClientData(Buffer.from(JSON.stringify({ ...said, ...more })));
  expect(read({})?.origin).toBe('https://guiju.example');
  expect(read({ origin: 'http://localhost:3000' })?.origin).toBe('http://localhost:3000');
  for (const origin of ['http://guiju.example', 'https://guiju.example/', 'null', 'javascript:alert(1)']) {
    expect(read({ origin })).toBeUndefined();
  }
  expect(read({ crossOrigin: true })).toBeUndefined();
  expect(readClientData(Buffer.from('{'))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      readAuthenticatorData(Buffer.from(bytes));
      return readCoseKey(Buffer.from(bytes)) === undefined;
    }),
  );
});
