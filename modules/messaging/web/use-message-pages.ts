import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { rememberedAnswer } from '#kernel/web/calls/remembered-answers.ts';
import { listMessages } from '../contract/messages.ts';
import type { MessageRow } from '../contract/shapes.ts';

type Page = OutputOf<typeof listMessages>;

/** Messages of a page. Places have no gaps, so page n holds those from n × 50 + 1 to n × 50 + 50. */
export const pageLength = 50;
export const pageOf = (seq: number): number => Math.max(0, Math.floor((seq - 1) / pageLength));

/**
 * The messages of pages `from` to `to`, kept true by the cache rules. A page that holds less than the conversation has
 * missed something, and is asked for again.
 */
export function useMessagePages(conversationId: string, from: number, to: number, lastSeq: number) {
  const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const inputOf = (page: number) => ({ conversationId, after: page * pageLength, limit: pageLength });
  const queries = useQueries({
    queries: pages.map((page) => {
      const input = inputOf(page);
      return {
        queryKey: [listMessages.name, input],
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<Page> => call(listMessages, input, { signal }),
      };
    }),
  });
  const asked = useRef('');
  useEffect(() => {
    const short = pages.flatMap((page, at) => {
      const query = queries[at];
      const expected = Math.min(pageLength, lastSeq - page * pageLength);
      return query?.data && !query.isFetching && query.data.rows.length < expected ? [query] : [];
    });
    const now = `${conversationId} ${from} ${to} ${lastSeq}`;
    if (short.length === 0 || asked.current === now) return;
    asked.current = now;
    for (const query of short) void query.refetch();
  });
  const rows: MessageRow[] = [];
  const readers: Page['readers'][number][] = [];
  const held = queries.map((query, at) => {
    if (query.data || (query.error instanceof CallFailure && !query.error.passing)) return query.data;
    return rememberedAnswer([listMessages.name, inputOf(pages[at] ?? 0)]) as Page | undefined;
  });
  for (const page of held) {
    if (!page) continue;
    rows.push(...page.rows);
    readers.push(...page.readers);
  }
  return {
    rows,
    readers,
    ready: held.every((page) => page !== undefined),
    first: held[0] !== undefined,
    failure: queries.find((query) => query.error)?.error,
    readAgain: () => {
      for (const query of queries) if (query.error) void query.refetch();
    },
  };
}
