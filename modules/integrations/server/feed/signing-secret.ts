import { createHmac, randomBytes } from 'node:crypto';
import type { QueryContext } from '#kernel/server/context.ts';

type Secrets = Pick<QueryContext<unknown>, 'secrets'>;

interface Sealed {
  readonly keyId: string;
  readonly cipher: string;
  readonly nonce: string;
  readonly sealed: string;
}

/** 32 random bytes, as base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Seals a secret under the company's key, bound to its application, as JSON for its column. */
export async function sealText({ secrets }: Secrets, applicationId: string, text: string): Promise<string> {
  const { keyId, cipher, nonce, ciphertext } = await secrets.seal({
    plain: Buffer.from(text, 'utf8'),
    bound: applicationId,
    personId: null,
  });
  const sealed: Sealed = { keyId, cipher, nonce: nonce.toString('base64'), sealed: ciphertext.toString('base64') };
  return JSON.stringify(sealed);
}

/** Opens what was sealed for that application; undefined where there is nothing, or its key is gone. */
export async function openText(
  { secrets }: Secrets,
  applicationId: string,
  column: unknown,
): Promise<string | undefined> {
  if (column === null || column === undefined) return undefined;
  const { keyId, cipher, nonce, sealed } = column as Sealed;
  const plain = await secrets.open(
    { keyId, cipher, nonce: Buffer.from(nonce, 'base64'), ciphertext: Buffer.from(sealed, 'base64') },
    applicationId,
  );
  return plain?.toString('utf8');
}

/** `v1=` and HMAC-SHA256 in hexadecimal over `timestamp.deliveryId.body`. */
export const signatureOf = (secret: string, timestamp: string, deliveryId: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${deliveryId}.${body}`).digest('hex')}`;
