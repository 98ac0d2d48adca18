import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { readScheduled } from '../../contract/scheduled.ts';

/** What this person has scheduled, earliest first. `where` speaks of it as `d`. */
export async function scheduledRows(
  db: QueryExecutorProvider,
  personId: string,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<OutputOf<typeof readScheduled>[]> {
  const { rows } = await sql<OutputOf<typeof readScheduled>>`
    select d.id as "scheduledId", d.conversation_id as "conversationId", c.kind, c.name,
      case when c.low_person_id = ${personId} then c.high_person_id else c.low_person_id end as "otherId",
      d.said, d.due_at as at, d.failure
    from messaging.scheduled_message d join messaging.conversation c on c.id = d.conversation_id
    where d.person_id = ${personId} and ${where} order by d.due_at, d.id limit ${limit}`.execute(db);
  return rows;
}
