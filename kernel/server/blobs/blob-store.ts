/**
 * Where bytes lie. Two implementations: disk (here), S3. A blob is written before the transaction that names it commits;
 * one that no row names is swept away after a day.
 */
export interface BlobStore {
  /** Stores bytes and gives the id to keep in a row. The same bytes give the same id. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or undefined where there are none. */
  get(id: string): Promise<Uint8Array | undefined>;
  remove(id: string): Promise<void>;
}
