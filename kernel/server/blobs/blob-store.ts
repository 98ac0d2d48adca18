import type { Readable } from 'node:stream';

/** Where bytes lie. Two implementations: disk (here), S3. A blob is written before the transaction that names it commits. */
export interface BlobStore {
  /** Stores bytes and gives the id to keep in a row. The same bytes give the same id. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or undefined where there are none. */
  get(id: string): Promise<Uint8Array | undefined>;
  /** Stores a stream under an id of the caller's own making (uuid, or uuid and `.word` for what is made from it), whole or not at all. */
  write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes as a stream, all or from one place up to another (left out), or undefined where there are none. */
  open(id: string, part?: { from: number; until: number }): Promise<Readable | undefined>;
  /**
   * Puts bytes to a blob that isn't complete yet, from the place `at` on; what lay beyond it goes. What has arrived stays
   * where the stream breaks off. Gives how much there is now.
   */
  append(id: string, at: number, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** How much there is of a blob that isn't complete yet; undefined where nothing of it is. */
  held(id: string): Promise<number | undefined>;
  /** Makes a blob of what was put to it; one that is complete already is no fault. */
  complete(id: string): Promise<void>;
  /** Removes a blob, complete or not; one that isn't there is no fault. */
  remove(id: string): Promise<void>;
}
