import type { PasskeyAlgorithm } from '#kernel/contract/passkey-signature.ts';

/**
 * What other modules may read in SQL, joined in their own statements. A module that joins it adds `AccessViews` to its
 * table types.
 */
export interface AccessViews {
  'access.published_passkey': PublishedPasskey;
}

/** Every passkey that ever was: whose it is, also years after it was removed. */
export interface PublishedPasskey {
  key_id: string;
  person_id: string;
  algorithm: PasskeyAlgorithm;
  /** SubjectPublicKeyInfo. */
  public_key: Uint8Array;
  registered_at: string;
  removed_at: string | null;
}
