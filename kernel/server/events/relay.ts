import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
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
/** Where commits follow each other closely, those of so many milliseconds are numbered together. */
const restMs = 20;
const relayLock = 7_214_002;

/** In one statement, so in one transaction: the lock is free again when it is committed. What another relay took meanwhile is passed over. */
const numbering = prepared(
  'kernel.numbering',
  `with mine as materialized (select pg_advisory_xact_lock($2)::text is not null as mine),
  taken as (
    -- By their places: the table is full of rows that are gone, and must never be read through.
    delete from kernel.event_pending where ctid = any(array(
      select ctid from kernel.event_pending where (select mine from mine) order by seq limit $1)) returning *
  ), head as (
    update kernel.event_head set number = number + (select count(*) from taken) where exists (select from taken) returning number
  )
  insert into kernel.event (number, at, id, name, version, facts, actor)
  select head.number - (select count(*) from taken) + row_number() over (order by taken.seq), at, id, name, version, facts, actor
  from taken, head
  returning number, at, id, name, version, facts, actor`,
);

/** A row that fits no partition: the first of its month. */
const lacksPartition = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23514';

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
  /** What this process has just numbered, for the others. */
  tellOthers: (events: readonly LoggedEvent[]) => void;
  afterBatch: () => Promise<void>;
}) {
  const { database, log } = deps;
  let seen = -1;

  /** Makes the partitions of the months that wait; asked for where an insert found none. */
  async function ensureMonths(): Promise<void> {
    await database.writePool.query(
      `select kernel.ensure_event_month(m.month) from (select distinct date_trunc('month', at at time zone 'UTC')::date as month
       from kernel.event_pending) m`,
    );
  }

  async function numberPending(): Promise<LoggedEvent[]> {
    try {
      const { rows } = await database.steadyPool.query<LoggedEvent>(numbering, [batch, relayLock]);
      return rows.sort((a, b) => a.number - b.number);
    } catch (error) {
      if (!lacksPartition(error)) throw error;
      await ensureMonths();
      const { rows } = await database.steadyPool.query<LoggedEvent>(numbering, [batch, relayLock]);
      return rows.sort((a, b) => a.number - b.number);
    }
  }

  function hand(events: readonly LoggedEvent[]): void {
    seen = events.at(-1)?.number ?? seen;
    if (events.length > 0) deps.handOut(events);
  }

  /** What another process numbered too; what this one has just numbered needn't be read again. */
  async function handOutNew(numbered: readonly LoggedEvent[]): Promise<void> {
    if (numbered[0]?.number === seen + 1) {
      hand(numbered);
      return;
    }
    for (;;) {
      const events = await readEventsAfter(database, seen, batch);
      hand(events);
      if (events.length < batch) return;
    }
  }

  const loop = makeWorkLoop({
    name: 'relay',
    pollMs: 1_000,
    restMs,
    log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      let numbered: LoggedEvent[];
      do {
        numbered = await numberPending();
        if (numbered.length > 0) deps.tellOthers(numbered);
        await handOutNew(numbered);
      } while (numbered.length === batch);
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
    /** What another process numbered; anything that is missing before it is read from the database. */
    take: (upTo: number, events: readonly LoggedEvent[]): void => {
      if (upTo <= seen) return;
      if (events[0]?.number === seen + 1 && !loop.busy()) hand(events);
      else loop.poke();
    },
    /** Number up to which this process has handed events out. */
    seen: () => seen,
  };
}
