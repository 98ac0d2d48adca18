import { createPublicKey, type webcrypto } from 'node:crypto';
import type { PasskeyAlgorithm } from '../../contract/passkey-signature.ts';

/** The algorithms offered to authenticators, by their COSE numbers, the preferred first. */
export const coseAlgorithms: Readonly<Record<PasskeyAlgorithm, number>> = {
  'webauthn-es256': -7,
  'webauthn-ed25519': -8,
  'webauthn-rs256': -257,
};

/**
 * The public key of a COSE_Key (RFC 9052, 9053, 8230) as SubjectPublicKeyInfo; undefined for what isn't a key of an
 * algorithm that was offered. What stands after the key (extensions) is left unread.
 */
export function readCoseKey(bytes: Buffer): { algorithm: PasskeyAlgorithm; publicKey: Buffer } | undefined {
  try {
    const entries = readMap(bytes);
    const jwk = jwkOf(entries);
    const algorithm = (Object.keys(coseAlgorithms) as PasskeyAlgorithm[]).find(
      (name) => coseAlgorithms[name] === entries.get(3),
    );
    if (!algorithm || !jwk || jwk.algorithm !== algorithm) return undefined;
    const key = createPublicKey({ key: jwk.key, format: 'jwk' });
    return { algorithm, publicKey: key.export({ format: 'der', type: 'spki' }) };
  } catch {
    return undefined;
  }
}

type Value = number | Buffer;

function jwkOf(
  entries: ReadonlyMap<number, Value>,
): { algorithm: PasskeyAlgorithm; key: webcrypto.JsonWebKey } | undefined {
  const text = (label: number): string => {
    const value = entries.get(label);
    if (!Buffer.isBuffer(value)) throw new RangeError('bytes expected');
    return value.toString('base64url');
  };
  const curve = entries.get(-1);
  switch (entries.get(1)) {
    case 1:
      return curve === 6
        ? { algorithm: 'webauthn-ed25519', key: { kty: 'OKP', crv: 'Ed25519', x: text(-2) } }
        : undefined;
    case 2:
      return curve === 1
        ? { algorithm: 'webauthn-es256', key: { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) } }
        : undefined;
    case 3:
      return { algorithm: 'webauthn-rs256', key: { kty: 'RSA', n: text(-1), e: text(-2) } };
    default:
      return undefined;
  }
}

/** A CBOR map (RFC 8949) from whole numbers to whole numbers or bytes, which is all that a COSE_Key of ours holds. */
function readMap(bytes: Buffer): ReadonlyMap<number, Value> {
  let at = 0;
  const readHead = (): { type: number; argument: number } => {
    const first = bytes.readUInt8(at);
    at += 1;
    const short = first & 31;
    const size = [1, 2, 4][short - 24];
    if (short < 24) return { type: first >> 5, argument: short };
    if (size === undefined) throw new RangeError('not of a key');
    const argument = bytes.readUIntBE(at, size);
    at += size;
    return { type: first >> 5, argument };
  };
  const readValue = (): Value => {
    const { type, argument } = readHead();
    if (type === 0) return argument;
    if (type === 1) return -1 - argument;
    if (type !== 2 || at + argument > bytes.length) throw new RangeError('not of a key');
    at += argument;
    return bytes.subarray(at - argument, at);
  };
  const { type, argument: count } = readHead();
  if (type !== 5 || count > 16) throw new RangeError('not a key');
  const entries = new Map<number, Value>();
  for (let entry = 0; entry < count; entry += 1) {
    const label = readValue();
    if (typeof label !== 'number' || entries.has(label)) throw new RangeError('not a key');
    entries.set(label, readValue());
  }
  return entries;
}
