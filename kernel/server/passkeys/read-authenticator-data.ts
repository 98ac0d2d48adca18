/** What an authenticator says of itself with every answer (WebAuthn Level 3, section 6.1). */
export interface AuthenticatorData {
  /** SHA-256 of the host name that the passkey belongs to. */
  readonly hostHash: Buffer;
  /** Somebody was there. */
  readonly present: boolean;
  /** The authenticator made sure that it was its owner: PIN, fingerprint, face. */
  readonly verified: boolean;
  /** The key is copied to other devices of the owner's account with the maker. */
  readonly backedUp: boolean;
  /** Goes up with every use; 0 where the authenticator doesn't count. */
  readonly counter: number;
  /** At registration: the new credential, its key as COSE_Key (RFC 9052). */
  readonly credential: { readonly keyId: Buffer; readonly coseKey: Buffer } | undefined;
}

const headLength = 37;

/** Reads authenticator data; undefined where the bytes aren't any. */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData | undefined {
  if (bytes.length < headLength) return undefined;
  const flags = bytes.readUInt8(32);
  const has = (bit: number) => (flags & (1 << bit)) !== 0;
  const head = {
    hostHash: bytes.subarray(0, 32),
    present: has(0),
    verified: has(2),
    backedUp: has(4),
    counter: bytes.readUInt32BE(33),
  };
  if (!has(6)) return { ...head, credential: undefined };
  const idAt = headLength + 16 + 2;
  if (bytes.length < idAt) return undefined;
  const keyAt = idAt + bytes.readUInt16BE(headLength + 16);
  if (keyAt >= bytes.length) return undefined;
  return { ...head, credential: { keyId: bytes.subarray(idAt, keyAt), coseKey: bytes.subarray(keyAt) } };
}
