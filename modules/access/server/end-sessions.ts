import { type SqlBool, sql } from 'kysely';
import type { FactsOf } from '#kernel/contract/event.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { sessionsEnded } from '../contract/events.ts';
import type { AccessTables } from './access-tables.ts';

/** Sessions of a person that a request would be accepted with. */
export function liveSessions({ db, now }: Pick<QueryContext<AccessTables>, 'db' | 'now'>, personId: string) {
  return db
    .selectFrom('kernel.session')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now.toString())
    .where(sql<SqlBool>`seen_at + make_interval(mins => idle_minutes) > ${now.toString()}::timestamptz`);
}

/** Ends sessions of a person, all, one, or all but one, with their push connections; tells which. */
export async function endSessions(
  context: CommandContext<AccessTables>,
  personId: string,
  which: { only?: string; but?: string; why: FactsOf<typeof sessionsEnded>['why'] },
): Promise<string[]> {
  const rows = await liveSessions(context, personId)
    .select('id')
    .$if(which.only !== undefined, (query) => query.where('id', '=', which.only ?? ''))
    .$if(which.but !== undefined, (query) => query.where('id', '<>', which.but ?? ''))
    .execute();
  const sessionIds = rows.map((row) => row.id);
  for (const sessionId of sessionIds) await context.sessions.end({ sessionId });
  if (sessionIds.length > 0) context.emit(sessionsEnded, { personId, sessionIds, why: which.why });
  return sessionIds;
}
