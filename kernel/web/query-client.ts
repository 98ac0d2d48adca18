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

/** Reads what is on screen again. A first reading can't be started anew while it is under way: it is followed by a second. */
export function readQueryAgain(client: QueryClient, query: Query): void {
  const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  if (query.state.data === undefined && query.promise) void query.promise.then(again, again);
  else void again();
}

/** What is on screen is read again, the rest is dropped. */
export function readEverythingAgain(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  for (const query of client.getQueryCache().getAll()) readQueryAgain(client, query);
}
