import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { CacheHandle, RowOf } from '#kernel/contract/cache.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { readQueryAgain } from './query-client.ts';

/** The third part of a key of answers that are held page by page. */
export const inPages = 'pages';

interface ListPage {
  readonly rows: readonly unknown[];
  readonly next?: string | undefined;
}
type ListPages = InfiniteData<ListPage, string | undefined>;

/** The pages with another first one; what stood on it before, and isn't there any longer, comes after it. */
export function withTop(held: ListPages, top: ListPage, keyOf: (row: unknown) => string): ListPages {
  const [first, second, ...rest] = held.pages;
  if (top.next === undefined || !first || !second) return { pages: [top], pageParams: [undefined] };
  const above = new Set(top.rows.map(keyOf));
  const below = (page: ListPage) => page.rows.filter((row) => !above.has(keyOf(row)));
  const pages = [
    top,
    { ...second, rows: [...below(first), ...below(second)] },
    ...rest.map((page) => ({ ...page, rows: below(page) })),
  ];
  return { pages, pageParams: [undefined, top.next, ...held.pageParams.slice(2)] };
}

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
  /** Lists whose first page is being read; true: something came meanwhile. */
  const tops = new Map<Query, boolean>();
  const readTop = async (query: Query, keyOf: (row: unknown) => string) => {
    if (tops.has(query)) return;
    const read = query.options.queryFn;
    if (!query.isActive() || typeof read !== 'function') return readAgain(query);
    try {
      let top: ListPage;
      do {
        tops.set(query, false);
        const asked = { client, queryKey: query.queryKey, pageParam: undefined, direction: 'forward', meta: undefined };
        top = (await read({ ...asked, signal: new AbortController().signal } as never)) as ListPage;
      } while (tops.get(query));
      if (query.state.fetchStatus === 'fetching') readAgain(query);
      else client.setQueryData<ListPages>(query.queryKey, (held) => held && withTop(held, top, keyOf));
    } catch {
      readAgain(query);
    } finally {
      tops.delete(query);
    }
  };
  return {
    update: <Q extends OperationContract>(
      operation: Q,
      change: (answer: OutputOf<Q>, input: CallInputOf<Q>) => OutputOf<Q> | 'readAgain' | 'readTopAgain',
      keyOf?: (row: RowOf<OutputOf<Q>>) => string,
    ) => {
      for (const query of held(operation)) {
        if (query.state.fetchStatus === 'fetching') readAgain(query);
        if (tops.has(query)) tops.set(query, true);
        if (query.state.data === undefined) continue;
        const input = query.queryKey[1] as CallInputOf<Q>;
        let again = false;
        let top = false;
        const changed = (answer: OutputOf<Q>, asked: CallInputOf<Q>) => {
          const next = change(answer, asked);
          if (next !== 'readAgain' && next !== 'readTopAgain') return next;
          if (next === 'readAgain') again = true;
          else top = true;
          return answer;
        };
        if (query.queryKey[2] === inPages) {
          const data = query.state.data as InfiniteData<OutputOf<Q>, string | undefined>;
          const pages = data.pages.map((page, at) => {
            const cursor = data.pageParams[at];
            return changed(page, cursor === undefined ? input : Object.assign({}, input, { cursor }));
          });
          again ||= top && (pages.length === 1 || !keyOf);
          if (!again && pages.some((page, at) => page !== data.pages[at])) {
            client.setQueryData(query.queryKey, { ...data, pages });
          }
        } else {
          const next = changed(query.state.data as OutputOf<Q>, input);
          again ||= top;
          if (!again && next !== query.state.data) client.setQueryData(query.queryKey, next);
        }
        if (again) readAgain(query);
        else if (top && keyOf) void readTop(query, keyOf as (row: unknown) => string);
      }
    },
    readAgain: (operation, concerns) => {
      for (const query of held(operation)) {
        if (!concerns || concerns(query.queryKey[1] as CallInputOf<typeof operation>)) readAgain(query);
      }
    },
  };
}
