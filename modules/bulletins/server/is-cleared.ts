import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { readCore, readOrdinary } from '#modules/messaging/contract/labels/permissions.ts';

/**
 * SQL condition on a bulletin `b`: its reader is cleared for what its publisher says, at this moment, or has published it (P5.1).
 * Whoever is cleared for core secrets is cleared for ordinary ones.
 */
export function isCleared(context: Pick<QueryContext<unknown>, 'may' | 'within' | 'person'>): RawBuilder<unknown> {
  const within = (permission: typeof readCore) =>
    context.may(permission) ? sql`${context.within(permission, 'b.publisher_id')}` : sql`false`;
  return sql`(b.classification in ('public', 'internal') or b.publisher_id = ${context.person().personId}::uuid
    or ${within(readCore)} or (b.classification = 'ordinary' and ${within(readOrdinary)}))`;
}
