import { QueryClient } from '@tanstack/react-query';
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

/** What is on screen is read again, the rest is dropped. */
export function readEverythingAgain(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  void client.invalidateQueries();
}
