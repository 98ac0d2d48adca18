import { type Query, QueryClient } from '@tanstack/react-query';
import { CallFailure } from './call-failure.ts';

/** The memory of what was read. Push keeps it true, so nothing is read again merely because time went by. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (times, failure) => times < 2 && failure instanceof CallFailure && failure.status === 503,
        retryDelay: (times) => 500 * 2 ** times * (0.5 + Math.random() / 2),
      },
    },
  });

/** Readings after which another one follows. */
const followed = new WeakMap<Query, Promise<unknown>>();
/** Readings that were begun in place of one that had become outdated. */
const begunAnew = new WeakMap<Query, Promise<unknown>>();

/**
 * Reads what is on screen again. What is being read is begun anew, once: where it becomes outdated again (much happens at
 * this moment), it is let finish and followed by one more reading. Otherwise it would never come to an end while things go on
 * happening, with a request for each of them. A first reading can't be begun anew.
 */
export function readQueryAgain(client: QueryClient, query: Query): void {
  const again = () => void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  const running = query.state.fetchStatus === 'fetching' ? query.promise : undefined;
  if (!running) {
    again();
    return;
  }
  if (followed.get(query) === running) return;
  if (query.state.data === undefined || begunAnew.get(query) === running) {
    followed.set(query, running);
    void running.then(again, again);
    return;
  }
  again();
  if (query.promise) begunAnew.set(query, query.promise);
}

/** What is on screen is read again, the rest is dropped. */
export function readEverythingAgain(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  for (const query of client.getQueryCache().getAll()) readQueryAgain(client, query);
}
