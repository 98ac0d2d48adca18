import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { call } from './call.ts';
import type { CallFailure } from './call-failure.ts';
import { rememberedAnswer } from './remembered-answers.ts';

/** What a screen knows of something it reads. `data` stays while it is read again, also when that fails. */
export interface Read<T> {
  readonly data: T | undefined;
  readonly failure: CallFailure | undefined;
  readonly loading: boolean;
  /** `data` is what this browser remembers from before; the answer of now is on its way, or can't be reached. */
  readonly old: boolean;
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
  const queryKey = [operation.name, input];
  const query = useQuery<OutputOf<Q>, CallFailure>({
    queryKey,
    queryFn: ({ signal }) => call(operation, input, { signal }) as Promise<OutputOf<Q>>,
    enabled: options.when ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  });
  const waits = query.data === undefined && options.when !== false && query.error?.passing !== false;
  const remembered = waits ? (rememberedAnswer(queryKey) as OutputOf<Q> | undefined) : undefined;
  const data = query.data ?? remembered;
  return {
    data,
    failure: query.error ?? undefined,
    loading: query.isFetching && data === undefined,
    old: remembered !== undefined,
    readAgain: () => void query.refetch(),
  };
}
