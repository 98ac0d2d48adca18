import { z } from 'zod';
import type { QueryContext } from '#kernel/server/context.ts';
import type { OwnKind } from '../contract/own-kinds.ts';

interface Page {
  readonly data: unknown;
  readonly next: string | undefined;
}

/** One page of a kind, read by the person with their own rights. */
export async function ownPage(context: QueryContext<never>, kind: OwnKind, cursor?: string): Promise<Page> {
  const { personId } = context.person();
  const year = context.now.toZonedDateTimeISO('Asia/Shanghai').year;
  const isPaged = kind.query.input instanceof z.ZodObject && 'limit' in kind.query.input.shape;
  const paging = { ...(isPaged ? { limit: 200 } : {}), ...(cursor ? { cursor } : {}) };
  const input = { ...kind.input({ personId, year }), ...paging };
  const data = await context.read(kind.query, input as never);
  const next = typeof data === 'object' && data !== null && 'next' in data ? data.next : undefined;
  return { data, next: typeof next === 'string' ? next : undefined };
}
