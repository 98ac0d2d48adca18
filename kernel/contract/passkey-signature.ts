import { z } from 'zod';

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

/**
 * A signature by a person's own passkey (WebAuthn), complete: with the public key in it, it can be verified without any
 * server, years later. Everything but the algorithm's name is base64url.
 */
export const passkeySignature = z.object({
  algorithm: z.enum(['webauthn-es256', 'webauthn-rs256', 'webauthn-eddsa']),
  /** Id of the credential. */
  keyId: base64url(1_400),
  /** SubjectPublicKeyInfo (RFC 5280), as `openssl pkey -pubin -inform der` reads it. */
  publicKey: base64url(2_000),
  /** The signature's bytes. */
  value: base64url(2_000),
  /** The signed client data: type, challenge, origin. */
  clientData: base64url(4_000),
  /** The signed authenticator data: digest of the address, who was there, counter. */
  authenticatorData: base64url(2_000),
});
export type PasskeySignature = z.infer<typeof passkeySignature>;
