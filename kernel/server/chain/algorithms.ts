import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { randomBytes } from './random-bytes.ts';

/** A hash function under the id that is stored with every value it made. */
export interface HashAlgorithm {
  readonly id: string;
  /** Length of a hash in bytes. */
  readonly length: number;
  digest(...parts: readonly (Uint8Array | string)[]): Buffer;
  /** For what is too long to hold at once. */
  start(): { update(part: Uint8Array | string): void; digest(): Buffer };
}

export interface Sealed {
  readonly nonce: Buffer;
  /** The tag that proves integrity stands at the end. */
  readonly ciphertext: Buffer;
}

/** An authenticated cipher. `bound` is what the ciphertext is tied to without holding it. */
export interface CipherAlgorithm {
  readonly id: string;
  readonly keyLength: number;
  seal(key: Uint8Array, plain: Uint8Array, bound: Uint8Array | string): Sealed;
  /** Throws where key, ciphertext or `bound` isn't the one that it was sealed with. */
  open(key: Uint8Array, sealed: Sealed, bound: Uint8Array | string): Buffer;
}

export interface SignatureAlgorithm {
  readonly id: string;
  generate(): KeyObject;
  sign(privateKey: KeyObject, text: string): Buffer;
  /** `publicKey` is SPKI in DER. False, never an error, for whatever isn't a valid signature by that key. */
  verify(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean;
}

/** Stored data names an algorithm that this program doesn't have. */
export class UnknownAlgorithm extends Error {
  readonly algorithm: string;

  constructor(kind: string, algorithm: string) {
    super(`Unknown ${kind} ${algorithm}`);
    this.name = 'UnknownAlgorithm';
    this.algorithm = algorithm;
  }
}

const hashes = byId([hash('sha-256', 'sha256', 32), hash('sm3', 'sm3', 32)]);
const ciphers = byId([gcm('aes-256-gcm', 'aes-256-gcm', 32), gcm('sm4-gcm', 'sm4-gcm', 16)]);
// SM2 joins here as soon as a library signs with the signer's id (GB/T 32918); OpenSSL through Node doesn't offer it.
const signatures = byId([ed25519()]);

/** The hash function with this id; throws `UnknownAlgorithm`. New values are made with `sha-256` unless told otherwise. */
export function hashAlgorithm(id: string): HashAlgorithm {
  return found(hashes, 'hash', id);
}

/** The cipher with this id; throws `UnknownAlgorithm`. */
export function cipherAlgorithm(id: string): CipherAlgorithm {
  return found(ciphers, 'cipher', id);
}

/** The signature algorithm with this id; throws `UnknownAlgorithm`. */
export function signatureAlgorithm(id: string): SignatureAlgorithm {
  return found(signatures, 'signature algorithm', id);
}

function byId<A extends { readonly id: string }>(algorithms: readonly A[]): ReadonlyMap<string, A> {
  return new Map(algorithms.map((algorithm) => [algorithm.id, algorithm]));
}

function found<A>(algorithms: ReadonlyMap<string, A>, kind: string, id: string): A {
  const algorithm = algorithms.get(id);
  if (!algorithm) throw new UnknownAlgorithm(kind, id);
  return algorithm;
}

function hash(id: string, name: string, length: number): HashAlgorithm {
  return {
    id,
    length,
    digest(...parts) {
      const running = createHash(name);
      for (const part of parts) running.update(part);
      return running.digest();
    },
    start() {
      const running = createHash(name);
      return { update: (part) => void running.update(part), digest: () => running.digest() };
    },
  };
}

const TAG = 16;

function gcm(id: string, name: 'aes-256-gcm' | 'sm4-gcm', keyLength: number): CipherAlgorithm {
  // Node's types know AES in this mode only; SM4 has the same interface.
  const mode = name as 'aes-256-gcm';
  return {
    id,
    keyLength,
    seal(key, plain, bound) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(mode, key, nonce, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(bound));
      return { nonce, ciphertext: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
    },
    open(key, { nonce, ciphertext }, bound) {
      if (ciphertext.length < TAG) throw new Error('Ciphertext without a tag');
      const decipher = createDecipheriv(mode, key, nonce, { authTagLength: TAG });
      decipher.setAAD(Buffer.from(bound));
      decipher.setAuthTag(ciphertext.subarray(ciphertext.length - TAG));
      return Buffer.concat([decipher.update(ciphertext.subarray(0, ciphertext.length - TAG)), decipher.final()]);
    },
  };
}

function ed25519(): SignatureAlgorithm {
  return {
    id: 'ed25519',
    generate: () => generateKeyPairSync('ed25519').privateKey,
    sign: (privateKey, text) => sign(null, Buffer.from(text), privateKey),
    verify(publicKey, text, signature) {
      try {
        const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
        return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, signature);
      } catch {
        return false;
      }
    },
  };
}
