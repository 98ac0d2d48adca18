import type { PasskeyAssertion } from '#kernel/contract/passkey-signature.ts';

/** Why passkeys can't be used on this page at all; undefined where they can. */
export type PasskeyTrouble = 'noHttps' | 'noName' | 'oldBrowser';

/** Browsers offer passkeys on secure pages only, and for names, never for bare IP addresses. */
export function passkeyTrouble(): PasskeyTrouble | undefined {
  if (!window.isSecureContext) return 'noHttps';
  if (/^[\d.]+$|^\[/.test(location.hostname)) return 'noName';
  const answers = window.AuthenticatorAttestationResponse?.prototype;
  return window.PublicKeyCredential && answers && 'getAuthenticatorData' in answers ? undefined : 'oldBrowser';
}

/** The person or the device stopped: `cancelled` also where time ran out, which browsers don't tell apart. */
export class PasskeyStopped extends Error {
  readonly why: 'cancelled' | 'already' | 'notHere' | 'failed';

  constructor(why: PasskeyStopped['why']) {
    super(why);
    this.name = 'PasskeyStopped';
    this.why = why;
  }
}

interface KnownKey {
  readonly keyId: string;
  readonly transports: readonly string[];
  readonly origin: string;
}

/** Milliseconds that the person has; the challenge lives a little longer. */
const patience = 240_000;
/** ES256, Ed25519, RS256 as COSE numbers: what the server reads. */
const algorithms = [-7, -8, -257];

/** Makes a passkey on this device, or one that the person chooses. Throws `PasskeyStopped`. */
export async function makePasskey(asked: {
  readonly challenge: string;
  readonly keys: readonly KnownKey[];
  readonly person: { readonly id: string; readonly account: string; readonly name: string };
}): Promise<{ keyId: string; clientData: string; authenticatorData: string; transports: string[] }> {
  const made = await carefully(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        rp: { name: location.hostname },
        user: {
          id: new TextEncoder().encode(asked.person.id),
          name: asked.person.account,
          displayName: asked.person.name,
        },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: keysHere(asked.keys),
        // Found without an account being typed, and only with its owner there.
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: patience,
      },
    }),
  );
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    keyId: textOf(made.rawId),
    clientData: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.getAuthenticatorData()),
    transports: response.getTransports(),
  };
}

/**
 * Has a passkey answer a challenge, after its device made sure that it is its owner. `keys`: those that may answer; any where
 * left out. Throws `PasskeyStopped`, with `notHere` where none of them belongs to this address.
 */
export async function answerWithPasskey(asked: {
  readonly challenge: string;
  readonly keys?: readonly KnownKey[];
}): Promise<PasskeyAssertion> {
  const allowed = asked.keys && keysHere(asked.keys);
  if (allowed?.length === 0) throw new PasskeyStopped('notHere');
  const answered = await carefully(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        userVerification: 'required',
        timeout: patience,
        ...(allowed && { allowCredentials: allowed }),
      },
    }),
  );
  const response = answered.response as AuthenticatorAssertionResponse;
  return {
    keyId: textOf(answered.rawId),
    clientData: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    value: textOf(response.signature),
  };
}

const keysHere = (keys: readonly KnownKey[]): PublicKeyCredentialDescriptor[] =>
  keys
    .filter((key) => key.origin === location.origin)
    .map((key) => ({
      type: 'public-key',
      id: bytesOf(key.keyId),
      transports: key.transports as AuthenticatorTransport[],
    }));

async function carefully(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await ask();
    if (credential) return credential as PublicKeyCredential;
  } catch (problem) {
    const name = problem instanceof DOMException ? problem.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyStopped('cancelled');
    throw new PasskeyStopped(name === 'InvalidStateError' ? 'already' : 'failed');
  }
  throw new PasskeyStopped('failed');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
