import type pg from 'pg';
import { prepared } from '../database/prepared.ts';
import type { Kernel } from '../kernel.ts';
import { type Outcome, outcomeCtes, outcomeValues } from '../pipeline/outcome.ts';
import { gather } from './gather.ts';
import { type Given, type TogetherWriter, writtenColumns } from './together-writer.ts';

/** What one call has decided, ready to be written. */
export interface Decided {
  readonly row: unknown;
  readonly outcome: Outcome;
}

/** As many as a statement stays quick with; whoever is beyond it is in the next. */
const mostTogether = 100;
const mostWaiting = 5_000;
/** For fewer, a statement of their own beside another costs more than they gain. */
const leastBeside = 16;

/**
 * Commits what calls of one kind have decided: those that arrive while a commit is under way are written by the next
 * one, in one statement and so in one transaction. Gives what the statement gave, or undefined for a call whose row had moved
 * on: of it nothing was written. A statement that fails is repeated one by one, so that only the bad call fails. Where the
 * database went away nobody knows whether it committed: all fail, and the same command ids tell when they are repeated.
 */
export function makeCommitTogether(
  database: Pick<Kernel['database'], 'steadyPool' | 'writePool'>,
  writer: TogetherWriter,
): (decided: Decided) => Promise<Given | undefined> {
  const statement = (name: string, lock: string) =>
    prepared(
      `${writer.name} ${name}`,
      `with ${writer.ctes(lock)}, ${outcomeCtes(writer.parameters + 1, writer.gives)} select ${writtenColumns(writer)} from written`,
    );
  const shared = statement('together', 'for no key update skip locked');
  const { waits } = writer;
  const bounds = { most: mostTogether, atOnce: 1, mostWaiting };
  // While one commit waits for the disk the next is carried out; but what many want at once would only find each other's locks.
  const side = waits ? bounds : { ...bounds, atOnce: 2, least: leastBeside };

  async function write(client: Pick<pg.ClientBase, 'query'>, text: string, batch: readonly Decided[]) {
    const { rows } = await client.query<{ n: number; given?: Given }>(text, [
      ...writer.values(batch.map(({ row }) => row)),
      ...outcomeValues(batch.map(({ outcome }) => outcome)),
    ]);
    const written = new Map(rows.map(({ n, given = {} }) => [n, given]));
    return batch.map((_, n) => written.get(n));
  }

  const commit = gather<Decided, Given | undefined>({
    ...side,
    run: (batch) => write(database.steadyPool, shared, batch),
  });
  if (!waits) return commit;

  const patient = statement('waiting', 'for no key update');
  const queues = new Map<string, { commit: typeof commit; calls: number }>();

  /** Waits for whoever holds it, with those who wait for the same; the statement after the lock sees what he did. */
  async function writeWaiting(key: string, batch: readonly Decided[]) {
    const client = await database.writePool.connect();
    try {
      await client.query('begin');
      await client.query(waits?.lock ?? '', [key]);
      const written = await write(client, patient, batch);
      await client.query('commit');
      client.release();
      return written;
    } catch (error) {
      await client.query('rollback').then(
        () => client.release(),
        (broken) => client.release(broken),
      );
      throw error;
    }
  }

  return async (decided) => {
    const given = await commit(decided);
    if (given) return given;
    const key = waits.keyOf(decided.row);
    let queue = queues.get(key);
    if (!queue) {
      queue = { calls: 0, commit: gather({ ...bounds, run: (batch) => writeWaiting(key, batch) }) };
      queues.set(key, queue);
    }
    queue.calls += 1;
    try {
      return await queue.commit(decided);
    } finally {
      queue.calls -= 1;
      if (queue.calls === 0) queues.delete(key);
    }
  };
}
