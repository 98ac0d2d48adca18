import { z } from 'zod';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { OwnKind } from '../contract/own-kinds.ts';

interface Page {
  readonly data: unknown;
  readonly next: string | undefined;
}

/** Whose data it is, and how it is read: by the person who is signed in, or by a leaver with a link. */
export interface OwnReader {
  readonly personId: string;
  readonly now: Temporal.Instant;
  readonly read: (query: OperationContract<'query'>, input: object) => Promise<unknown>;
}

/** One page of a kind, read by the person with their own rights. */
export async function ownPage({ personId, now, read }: OwnReader, kind: OwnKind, cursor?: string): Promise<Page> {
  const year = now.toZonedDateTimeISO('Asia/Shanghai').year;
  const isPaged = kind.query.input instanceof z.ZodObject && 'limit' in kind.query.input.shape;
  const paging = { ...(isPaged ? { limit: 200 } : {}), ...(cursor ? { cursor } : {}) };
  const data = await read(kind.query, { ...kind.input({ personId, year }), ...paging });
  const next = typeof data === 'object' && data !== null && 'next' in data ? data.next : undefined;
  return { data, next: typeof next === 'string' ? next : undefined };
}
