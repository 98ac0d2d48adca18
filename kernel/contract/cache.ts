import type { EventContract, PushOf } from './event.ts';
import type { CallInputOf, OperationContract, OutputOf } from './operation.ts';

/** What a cache rule may do with the answers that the client holds. Runs in the browser and in `verifyPush`. */
export interface CacheHandle {
  /**
   * Changes every held answer of a query. `change` gets the answer and the input it was asked with, and returns the new
   * answer, the same answer (nothing changes), or `'readAgain'` where the push doesn't say enough. `'readTopAgain'`: what changes
   * of the list comes to stand on its first page; however many pages are held, that one is read, and what stood on it or
   * comes up from below moves on. `keyOf` names a row for that.
   */
  update<Q extends OperationContract>(
    query: Q,
    change: (answer: OutputOf<Q>, input: CallInputOf<Q>) => OutputOf<Q> | 'readAgain' | 'readTopAgain',
    keyOf?: (row: RowOf<OutputOf<Q>>) => string,
  ): void;
  /** Marks held answers as outdated: what is on screen is read again, the rest is dropped. */
  readAgain<Q extends OperationContract>(query: Q, concerns?: (input: CallInputOf<Q>) => boolean): void;
}

/** A row of a list. */
export type RowOf<A> = A extends { rows: readonly (infer R)[] } ? R : never;

/** How one kind of event changes what queries returned. */
export interface CacheRule {
  readonly event: EventContract;
  readonly apply: (facts: unknown, cache: CacheHandle) => void;
}

/** Declares a cache rule: `onPush(messageSent, (facts, cache) => cache.update(listMessages, ...))`. */
export function onPush<E extends EventContract>(
  event: E,
  apply: (facts: PushOf<E>, cache: CacheHandle) => void,
): CacheRule {
  return { event, apply: apply as CacheRule['apply'] };
}
