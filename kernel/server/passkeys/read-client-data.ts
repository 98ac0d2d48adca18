import { createHash } from 'node:crypto';

/** What the browser says of the page that asked (WebAuthn Level 3, section 5.8.1). */
export interface ClientData {
  readonly type: 'webauthn.get' | 'webauthn.create';
  readonly challenge: Buffer;
  /** Scheme, host and port of the page. */
  readonly origin: string;
  /** SHA-256 of its host name, which the authenticator must have answered for. */
  readonly hostHash: Buffer;
}

/**
 * Reads client data; undefined for what no page of ours may have asked: in a frame of another site, or over an address that
 * isn't secure (HTTPS, or this very machine).
 */
export function readClientData(bytes: Buffer): ClientData | undefined {
  try {
    const said = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    const { type, challenge, origin } = said;
    if (type !== 'webauthn.get' && type !== 'webauthn.create') return undefined;
    if (typeof challenge !== 'string' || typeof origin !== 'string' || said.crossOrigin === true) return undefined;
    const { protocol, hostname, origin: plain } = new URL(origin);
    const secure = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
    if (!secure || plain !== origin) return undefined;
    return {
      type,
      challenge: Buffer.from(challenge, 'base64url'),
      origin,
      hostHash: createHash('sha256').update(hostname).digest(),
    };
  } catch {
    return undefined;
  }
}
