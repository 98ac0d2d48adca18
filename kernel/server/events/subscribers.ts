import { CompiledQuery } from 'kysely';
import { prepared } from '../database/prepared.ts';
import type { Subscriber } from '../define-module.ts';
import type { Kernel } from '../kernel.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { systemPrincipal } from '../pipeline/principal.ts';
import { makeWorkLoop, type WorkLoop } from '../work-loop.ts';
import type { LoggedEvent } from './relay.ts';

/** Events that are read in one trip. */
const atOnce = 50;
const nextEvents = prepared(
  'kernel.nextEvents',
  `select e.number, e.at, e.id, e.name, e.version, e.facts, e.actor
   from kernel.subscriber s join kernel.event e on e.name = $2 and e.number > s.number
   where s.name = $1 order by e.number limit $3`,
);

const moveOn = prepared(
  'kernel.moveCursor',
  'update kernel.subscriber set number = $2 where name = $1 and number < $2',
);

/** Tries before an event is parked: it is shown to the administrators and the rest goes on. */
const tries = 3;

/**
 * Runs the subscribers. Each moves its cursor in the transaction of its own effect, so the effect happens once, also when
 * the process dies between two events or two processes run the same subscriber.
 */
export function makeSubscribers(kernel: Kernel, pipeline: Pipeline, subscribers: readonly Subscriber[]) {
  const loops = new Map<Subscriber, WorkLoop>();
  for (const subscriber of subscribers) {
    loops.set(
      subscriber,
      makeWorkLoop({
        name: subscriber.name,
        pollMs: 30_000,
        log: kernel.log,
        isPassing: (error) => databaseTrouble(error) !== undefined,
        work: () => catchUp(subscriber),
      }),
    );
  }

  async function catchUp(subscriber: Subscriber): Promise<void> {
    for (;;) {
      const { rows } = await kernel.database.steadyPool.query<LoggedEvent>(nextEvents, [
        subscriber.name,
        subscriber.event.name,
        atOnce,
      ]);
      for (const event of rows) await runOrPark(subscriber, event);
      if (rows.length < atOnce) return;
    }
  }

  async function runOrPark(subscriber: Subscriber, event: LoggedEvent): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await runOne(subscriber, event);
      } catch (error) {
        if (databaseTrouble(error)) throw error;
        if (failures < tries) continue;
        kernel.log.error({ err: error, subscriber: subscriber.name, number: event.number }, 'event parked');
        return park(subscriber, event, error);
      }
    }
  }

  async function moveCursor(
    subscriber: Subscriber,
    event: LoggedEvent,
    execute: (query: CompiledQuery) => Promise<{ numAffectedRows?: bigint }>,
  ) {
    const moved = await execute(CompiledQuery.raw(moveOn, [subscriber.name, event.number]));
    return (moved.numAffectedRows ?? 0n) > 0n;
  }

  async function runOne(subscriber: Subscriber, event: LoggedEvent): Promise<void> {
    const because = String(event.number);
    await pipeline.inTransaction(
      { via: 'event', requestId: `event-${event.number}`, address: '', agent: '' },
      undefined,
      async (unit) => {
        // The row lock makes a second process wait, and then find the cursor moved.
        if (!(await moveCursor(subscriber, event, (query) => unit.trx.executeQuery(query)))) return;
        // Erased facts: it happened, but there is nothing left to react to.
        if (event.facts === null) return;
        const context = pipeline.commandContext(unit, systemPrincipal(subscriber.name, 'all', because), []);
        await subscriber.run(
          context as never,
          {
            number: event.number,
            id: event.id,
            at: event.at,
            facts: subscriber.event.facts.parse(event.facts),
            personId: event.actor.personId ?? null,
          } as never,
        );
      },
      { because },
    );
  }

  async function park(subscriber: Subscriber, event: LoggedEvent, error: unknown): Promise<void> {
    await pipeline.inTransaction(
      { via: 'event', requestId: `event-${event.number}`, address: '', agent: '' },
      undefined,
      async (unit) => {
        if (!(await moveCursor(subscriber, event, (query) => unit.trx.executeQuery(query)))) return;
        await unit.trx.executeQuery(
          CompiledQuery.raw(
            'insert into kernel.parked_event (subscriber, number, error, at) values ($1, $2, $3, $4) on conflict do nothing',
            [
              subscriber.name,
              event.number,
              error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
              unit.now.toString(),
            ],
          ),
        );
      },
    );
  }

  return {
    /** New subscribers begin at the present head: they react to what happens from now on. */
    start: async () => {
      await kernel.database.writePool.query(
        `insert into kernel.subscriber (name, number) select n, (select number from kernel.event_head) from unnest($1::text[]) n
         on conflict do nothing`,
        [subscribers.map((subscriber) => subscriber.name)],
      );
      for (const loop of loops.values()) loop.start();
    },
    wake: (events: readonly LoggedEvent[]) => {
      const names = new Set(events.map((event) => event.name));
      for (const [subscriber, loop] of loops) if (names.has(subscriber.event.name)) loop.poke();
    },
    busy: () => [...loops.values()].some((loop) => loop.busy()),
    settle: async () => {
      for (const loop of loops.values()) while (loop.busy()) await loop.settle();
    },
    stop: async () => {
      await Promise.all([...loops.values()].map((loop) => loop.stop()));
    },
  };
}
