import { z } from 'zod';
import { type Pieces, pieces } from '../contract/finding.ts';
import type { Query } from './content-tables.ts';

const stored = z.object({ keyId: z.string(), cipher: z.string(), nonce: z.string(), ciphertext: z.string() });

/** Seals what was found under the sender's key, bound to the finding: as JSON for its row. */
export async function sealPieces(
  context: Pick<Query, 'secrets'>,
  findingId: string,
  personId: string,
  found: Pieces,
): Promise<string> {
  const sealed = await context.secrets.seal({ plain: Buffer.from(JSON.stringify(found)), bound: findingId, personId });
  return JSON.stringify({
    keyId: sealed.keyId,
    cipher: sealed.cipher,
    nonce: sealed.nonce.toString('base64'),
    ciphertext: sealed.ciphertext.toString('base64'),
  });
}

/** Opens it again; null where it is erased or its key destroyed. */
export async function openPieces(
  context: Pick<Query, 'secrets'>,
  findingId: string,
  sealed: unknown,
): Promise<Pieces | null> {
  if (sealed === null) return null;
  const { keyId, cipher, nonce, ciphertext } = stored.parse(sealed);
  const plain = await context.secrets.open(
    { keyId, cipher, nonce: Buffer.from(nonce, 'base64'), ciphertext: Buffer.from(ciphertext, 'base64') },
    findingId,
  );
  return plain ? pieces.parse(JSON.parse(plain.toString())) : null;
}
