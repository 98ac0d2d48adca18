import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { call } from './call.ts';
import type { CallFailure } from './call-failure.ts';

/** What a screen knows of something it reads. `data` stays while it is read again, also when that fails. */
export interface Read<T> {
  readonly data: T | undefined;
  readonly failure: CallFailure | undefined;
  readonly loading: boolean;
  readonly readAgain: () => void;
}

/**
 * Reads a query and keeps it true by the modules' cache rules.
 * `when: false` waits; `keep` shows the answer to the input before until the new one is there (search as one types).
 */
export function useRead<Q extends OperationContract<'query'>>(
  operation: Q,
  input: CallInputOf<Q>,
  options: { when?: boolean; keep?: boolean } = {},
): Read<OutputOf<Q>> {
  const query = useQuery<OutputOf<Q>, CallFailure>({
    queryKey: [operation.name, input],
    queryFn: ({ signal }) => call(operation, input, { signal }) as Promise<OutputOf<Q>>,
    enabled: options.when ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  });
  return {
    data: query.data,
    failure: query.error ?? undefined,
    loading: query.isFetching && query.data === undefined,
    readAgain: () => void query.refetch(),
  };
}
