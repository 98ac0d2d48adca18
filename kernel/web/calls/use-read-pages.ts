import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { inPages } from './cache-handle.ts';
import { call } from './call.ts';
import type { CallFailure } from './call-failure.ts';
import { rememberedAnswer } from './remembered-answers.ts';

interface Page {
  readonly rows: readonly unknown[];
  readonly next?: string | undefined;
}
type RowOf<Q extends OperationContract> = OutputOf<Q> extends { rows: readonly (infer R)[] } ? R : never;

export interface ReadPages<R, A = unknown> {
  readonly rows: readonly R[] | undefined;
  /** The first page whole: what an answer says beside its rows. */
  readonly first: A | undefined;
  /** Why the list can't be read, or read again. A next page that didn't come is `moreFailure`: `MoreRows` shows it. */
  readonly failure: CallFailure | undefined;
  readonly loading: boolean;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreFailure: CallFailure | undefined;
  readonly more: () => void;
  readonly readAgain: () => void;
}

/** Reads a list that pages by cursor (`page(...)` of the contract), one page after the other. */
export function useReadPages<Q extends OperationContract<'query'>>(
  operation: OutputOf<Q> extends Page ? Q : never,
  input: Omit<CallInputOf<Q>, 'cursor'>,
  options: { when?: boolean } = {},
): ReadPages<RowOf<Q>, OutputOf<Q>> {
  const queryKey = [operation.name, input, inPages];
  const query = useInfiniteQuery<Page, CallFailure, InfiniteData<Page>, readonly unknown[], string | undefined>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      call(operation, (pageParam === undefined ? input : { ...input, cursor: pageParam }) as CallInputOf<Q>, {
        signal,
      }) as Promise<Page>,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next,
    enabled: options.when ?? true,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const waits = query.data === undefined && options.when !== false && query.error?.passing !== false;
  const data = query.data ?? (waits ? (rememberedAnswer(queryKey) as InfiniteData<Page> | undefined) : undefined);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) as readonly RowOf<Q>[] | undefined, [data]);
  return {
    rows,
    first: data?.pages[0] as OutputOf<Q> | undefined,
    failure: (query.isFetchNextPageError ? undefined : query.error) ?? undefined,
    loading: query.isFetching && rows === undefined,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    moreFailure: (query.isFetchNextPageError ? query.error : undefined) ?? undefined,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    readAgain: () => void query.refetch(),
  };
}
