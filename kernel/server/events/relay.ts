import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';
import { makeWorkLoop } from '../work-loop.ts';

/** An event with its number, as it stands in the log. */
export interface LoggedEvent {
  readonly number: number;
  readonly at: string;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly facts: unknown;
  readonly actor: { readonly kind: string; readonly personId?: string };
}

const batch = 500;
const relayLock = 7_214_002;

/** The events after a number, for those who missed them. */
export async function readEventsAfter(database: Database, after: number, limit: number): Promise<LoggedEvent[]> {
  const found = await database.readPool.query<LoggedEvent>(
    'select number, at, id, name, version, facts, actor from kernel.event where number > $1 order by number limit $2',
    [after, limit],
  );
  return found.rows;
}

/**
 * Numbers what waits and hands it out. A sequence taken at insert is no safe cursor (a slow transaction takes 1, a fast
 * one takes 2 and commits, a reader past 2 never sees 1), so numbers are given after the commit, by one relay at a time.
 * `handOut` gets every event of the company once per process, in order of numbers, also those numbered by another process.
 */
export function makeRelay(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  handOut: (events: readonly LoggedEvent[]) => void;
  afterBatch: () => Promise<void>;
}) {
  const { database, log } = deps;
  const knownMonths = new Set<string>();
  let seen = -1;

  async function ensureMonths(client: {
    query: (text: string, values?: unknown[]) => Promise<{ rows: { month: string }[] }>;
  }) {
    const months = await client.query(`select distinct to_char(at, 'YYYY-MM-01') as month from kernel.event_pending`);
    for (const { month } of months.rows) {
      if (knownMonths.has(month)) continue;
      await client.query('select kernel.ensure_event_month($1::date)', [month]);
      knownMonths.add(month);
    }
  }

  async function numberPending(): Promise<number> {
    const client = await database.writePool.connect();
    try {
      await client.query('begin');
      const locked = await client.query('select pg_try_advisory_xact_lock($1) as mine', [relayLock]);
      if (!locked.rows[0]?.mine) {
        await client.query('rollback');
        return 0;
      }
      await ensureMonths(client as never);
      const numbered = await client.query(
        `with taken as (
           delete from kernel.event_pending where seq in (select seq from kernel.event_pending order by seq limit $1) returning *
         ), head as (
           update kernel.event_head set number = number + (select count(*) from taken) returning number
         )
         insert into kernel.event (number, at, id, name, version, facts, actor)
         select head.number - (select count(*) from taken) + row_number() over (order by taken.seq), at, id, name, version, facts, actor
         from taken, head`,
        [batch],
      );
      await client.query('commit');
      return numbered.rowCount ?? 0;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  async function handOutNew(): Promise<void> {
    for (;;) {
      const events = await readEventsAfter(database, seen, batch);
      if (events.length === 0) return;
      seen = events.at(-1)?.number ?? seen;
      deps.handOut(events);
      if (events.length < batch) return;
    }
  }

  const loop = makeWorkLoop({
    name: 'relay',
    pollMs: 1_000,
    log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      let numbered: number;
      do {
        numbered = await numberPending();
        await handOutNew();
      } while (numbered === batch);
      await deps.afterBatch();
    },
  });

  return {
    ...loop,
    /** Starts from the present head: what happened before was handed out before. */
    start: async () => {
      const head = await database.readPool.query<{ number: number }>('select number from kernel.event_head');
      seen = head.rows[0]?.number ?? 0;
      loop.start();
    },
    /** Number up to which this process has handed events out. */
    seen: () => seen,
  };
}
