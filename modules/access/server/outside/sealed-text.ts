import type { QueryContext } from '#kernel/server/context.ts';
import type { SealedText } from '../access-tables.ts';

type Secrets = Pick<QueryContext<unknown>, 'secrets'>;

/** Seals a text under the company's key, bound to a row's id, as JSON for its column. */
export async function sealText({ secrets }: Secrets, bound: string, text: string): Promise<string> {
  const { keyId, cipher, nonce, ciphertext } = await secrets.seal({
    plain: Buffer.from(text, 'utf8'),
    bound,
    personId: null,
  });
  const sealed: SealedText = {
    keyId,
    cipher,
    nonce: nonce.toString('base64'),
    sealed: ciphertext.toString('base64'),
  };
  return JSON.stringify(sealed);
}

/** Opens what was sealed for that row; null where there is nothing, or its key is gone. */
export async function openText({ secrets }: Secrets, bound: string, column: unknown): Promise<string | null> {
  if (column === null || column === undefined) return null;
  const { keyId, cipher, nonce, sealed } = column as SealedText;
  const plain = await secrets.open(
    { keyId, cipher, nonce: Buffer.from(nonce, 'base64'), ciphertext: Buffer.from(sealed, 'base64') },
    bound,
  );
  return plain?.toString('utf8') ?? null;
}
