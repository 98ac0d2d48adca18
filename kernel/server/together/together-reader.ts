import type { QueryExecutorProvider } from 'kysely';

/** How a module reads for many calls at once: one statement for all the keys, answers in their order. */
export interface TogetherReader<K = unknown, R = unknown> {
  readonly name: string;
  readonly run: (db: QueryExecutorProvider, keys: readonly K[]) => Promise<readonly R[]>;
}

export function togetherReader<K, R>(declared: TogetherReader<K, R>): TogetherReader<K, R> {
  return declared;
}
