import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { CacheHandle } from '#kernel/contract/cache.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { readQueryAgain } from './query-client.ts';

/** The third part of a key of answers that are held page by page. */
export const inPages = 'pages';

/**
 * What cache rules work on, over the client's memory. A list held in pages is offered to a rule page by page, each with
 * the input (its cursor) it was asked with. What is being read at this moment is read once more: its answer may be from
 * before the event.
 */
export function cacheHandle(client: QueryClient): CacheHandle {
  const held = (operation: OperationContract) => client.getQueryCache().findAll({ queryKey: [operation.name] });
  const readAgain = (query: Query) => {
    if (query.isActive()) readQueryAgain(client, query);
    else client.removeQueries({ queryKey: query.queryKey, exact: true });
  };
  return {
    update: <Q extends OperationContract>(
      operation: Q,
      change: (answer: OutputOf<Q>, input: CallInputOf<Q>) => OutputOf<Q> | 'readAgain',
    ) => {
      for (const query of held(operation)) {
        if (query.state.fetchStatus === 'fetching') readAgain(query);
        if (query.state.data === undefined) continue;
        const input = query.queryKey[1] as CallInputOf<Q>;
        let again = false;
        const changed = (answer: OutputOf<Q>, asked: CallInputOf<Q>) => {
          const next = change(answer, asked);
          if (next !== 'readAgain') return next;
          again = true;
          return answer;
        };
        if (query.queryKey[2] === inPages) {
          const data = query.state.data as InfiniteData<OutputOf<Q>, string | undefined>;
          const pages = data.pages.map((page, at) => {
            const cursor = data.pageParams[at];
            return changed(page, cursor === undefined ? input : Object.assign({}, input, { cursor }));
          });
          if (!again && pages.some((page, at) => page !== data.pages[at])) {
            client.setQueryData(query.queryKey, { ...data, pages });
          }
        } else {
          const next = changed(query.state.data as OutputOf<Q>, input);
          if (!again && next !== query.state.data) client.setQueryData(query.queryKey, next);
        }
        if (again) readAgain(query);
      }
    },
    readAgain: (operation, concerns) => {
      for (const query of held(operation)) {
        if (!concerns || concerns(query.queryKey[1] as CallInputOf<typeof operation>)) readAgain(query);
      }
    },
  };
}
