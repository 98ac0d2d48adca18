import { cipherAlgorithm } from './algorithms.ts';
import { canonicalJson } from './canonical-json.ts';
import { SALT_LENGTH } from './commitment-of.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import type { ExportedContent } from './evidence-lines.ts';
import type { EvidenceEnvelope } from './record-evidence.ts';

/** Select list for `exportedContent`, over `kernel.evidence_content c left join kernel.evidence_key k on k.id = c.key_id`. */
export const storedContentColumns = `c.id as "storedId", c.cipher, c.nonce, c.ciphertext, c.key_id as "keyId",
  k.cipher as "keyCipher", k.master_key_id as "masterKeyId", k.nonce as "keyNonce", k.wrapped,
  k.destroyed_at is not null as destroyed`;

export interface StoredContent {
  /** Null where the link has no content row any more. */
  readonly storedId: string | null;
  readonly cipher: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly keyId: string;
  /** The key's columns are null where its row is gone or the key destroyed. */
  readonly keyCipher: string | null;
  readonly masterKeyId: string | null;
  readonly keyNonce: Buffer | null;
  readonly wrapped: Buffer | null;
  readonly destroyed: boolean;
}

/** Opens stored content as far as it can be opened. Proves nothing: only the verifier compares it with its commitment. */
export function exportedContent(keys: EvidenceKeys, stored: StoredContent): ExportedContent {
  const { storedId, keyId, keyCipher, masterKeyId, keyNonce, wrapped } = stored;
  if (storedId === null) return { state: 'missing' };
  if (stored.destroyed) return { state: 'erased', keyId };
  if (!keyCipher || !masterKeyId || !keyNonce || !wrapped) return { state: 'unreadable' };
  try {
    const key = keys.unwrap({ id: keyId, cipher: keyCipher, masterKeyId, nonce: keyNonce, wrapped });
    const plain = cipherAlgorithm(stored.cipher).open(key, stored, storedId);
    const text = plain.subarray(SALT_LENGTH).toString();
    const envelope = JSON.parse(text) as EvidenceEnvelope;
    if (canonicalJson(envelope) !== text) return { state: 'unreadable' };
    return { state: 'readable', salt: plain.subarray(0, SALT_LENGTH).toString('hex'), envelope };
  } catch {
    return { state: 'unreadable' };
  }
}
