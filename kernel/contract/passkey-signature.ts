import { z } from 'zod';

/** Bytes as base64url without padding, at most so many characters. */
export const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

/** What a passkey answers to a challenge (WebAuthn), all of it base64url. */
export const passkeyAssertion = z.object({
  /** Id of the credential. */
  keyId: base64url(1_400),
  /** The signature's bytes. */
  value: base64url(2_000),
  /** The signed client data: type, challenge, origin. */
  clientData: base64url(4_000),
  /** The signed authenticator data: digest of the address, whether the person was verified, counter. */
  authenticatorData: base64url(2_000),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** How a passkey signs. */
export const passkeyAlgorithm = z.enum(['webauthn-es256', 'webauthn-rs256', 'webauthn-ed25519']);
export type PasskeyAlgorithm = z.infer<typeof passkeyAlgorithm>;

/**
 * A signature by a person's own passkey, complete: with the public key in it, it can be verified without any server, years
 * later. Its challenge ends in the digest of what was signed (docs/decisions/signing-strength.md).
 */
export const passkeySignature = passkeyAssertion.extend({
  algorithm: passkeyAlgorithm,
  /** The hash function whose digest stands in the challenge. */
  digestAlgorithm: z.string().max(40),
  /** SubjectPublicKeyInfo (RFC 5280), as `openssl pkey -pubin -inform der` reads it; base64url. */
  publicKey: base64url(2_000),
});
export type PasskeySignature = z.infer<typeof passkeySignature>;
