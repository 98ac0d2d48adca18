import { CompiledQuery, type QueryExecutorProvider } from 'kysely';
import type { LoggedEvent } from './relay.ts';

const run = async <R>(db: QueryExecutorProvider, text: string, values: unknown[]): Promise<readonly R[]> =>
  (await db.getExecutor().executeQuery<R>(CompiledQuery.raw(text, values))).rows;

/** The events after a number, in order and without gaps, `limit` at most; for who follows the log with a cursor of their own. */
export const eventsAfter = (db: QueryExecutorProvider, after: number, limit: number): Promise<readonly LoggedEvent[]> =>
  run(
    db,
    'select number, at, id, name, version, facts, actor from kernel.event where number > $1 order by number limit $2',
    [after, limit],
  );

/** SQL of the number of the log's last event. */
export const lastNumber = '(select number from kernel.event_head)';

/** Where the log is: the number of its last event, and the epoch that changes when numbers may have been given out twice. */
export async function logPosition(
  db: QueryExecutorProvider,
): Promise<{ readonly number: number; readonly epoch: string }> {
  const [row] = await run<{ number: number; epoch: string }>(
    db,
    'select h.number, e.epoch from kernel.event_head h, kernel.epoch e',
    [],
  );
  return row ?? { number: 0, epoch: '' };
}
