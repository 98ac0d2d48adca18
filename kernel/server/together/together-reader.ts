import type { QueryExecutorProvider } from 'kysely';

/** How a module reads for many calls at once: one statement for all the keys, answers in their order. */
export interface TogetherReader<K = unknown, R = unknown> {
  readonly name: string;
  readonly run: (db: QueryExecutorProvider, keys: readonly K[]) => Promise<readonly R[]>;
}

export function togetherReader<K, R>(declared: TogetherReader<K, R>): TogetherReader<K, R> {
  return declared;
}

/** A read that can begin before anybody knows who asks: its answer is given to nobody but the decision that asks for the same. */
export interface ReadAhead {
  /** What `keyOf` of the same call gives: while somebody else has the turn, nothing is read ahead of his commit. */
  readonly turn: string;
  readonly reader: TogetherReader;
  readonly key: unknown;
}

/** Names a reader together with a key of it. */
export const readAhead = <K, R>(turn: string, reader: TogetherReader<K, R>, key: K): ReadAhead => ({
  turn,
  reader: reader as unknown as TogetherReader,
  key,
});
