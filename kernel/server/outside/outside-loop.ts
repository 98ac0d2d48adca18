import { prepared } from '../database/prepared.ts';
import type { OutsideWork } from '../define-module.ts';
import type { Kernel } from '../kernel.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';
import type { Pipeline, Unit } from '../pipeline/pipeline.ts';
import { systemPrincipal } from '../pipeline/principal.ts';
import { makeWorkLoop } from '../work-loop.ts';

/**
 * Work with the world outside: taken in one transaction, done without any, recorded in another. What was taken when the
 * process died, or couldn't be recorded, is taken again once its lease is over: `take` says how long that is.
 */
export function makeOutsideLoop(kernel: Kernel, pipeline: Pipeline, works: readonly OutsideWork[]) {
  const inOne = async <R>(work: OutsideWork, run: (unit: Unit) => Promise<R>): Promise<R> =>
    (await pipeline.inTransaction({ via: 'job', requestId: work.name, address: '', agent: '' }, undefined, run)).result;
  const contextOf = (work: OutsideWork, unit: Unit) =>
    pipeline.commandContext(unit, systemPrincipal(work.name, 'all'), []) as never;

  async function finish(work: OutsideWork, item: never): Promise<void> {
    try {
      const result = (await work.carryOut(item)) as never;
      await inOne(work, (unit) => work.record(contextOf(work, unit), item, result));
    } catch (error) {
      kernel.log.error({ err: error, work: work.name }, 'work outside could not be recorded; it will be done again');
    }
  }

  // Each by itself: what takes long doesn't keep the others waiting.
  const loops = works.map((work) =>
    makeWorkLoop({
      name: work.name,
      log: kernel.log,
      isPassing: (error) => databaseTrouble(error) !== undefined,
      work: async () => {
        for (;;) {
          const items = (await inOne(work, (unit) => work.take(contextOf(work, unit)))) as readonly never[];
          if (items.length === 0) return;
          await Promise.all(items.map((item) => finish(work, item)));
        }
      },
    }),
  );
  const whatIsDue = prepared(
    'kernel.outsideDue',
    `select array[${works.map(({ due }) => `exists (${due})`).join(', ')}]::boolean[] as due from (select $1::timestamptz) as now`,
  );
  const look = makeWorkLoop({
    name: 'outside',
    pollMs: 1_000,
    log: kernel.log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      const { rows } = await kernel.database.steadyPool.query<{ due: boolean[] }>(whatIsDue, [
        kernel.clock.now().toString(),
      ]);
      for (const [index, loop] of loops.entries()) if (rows[0]?.due[index]) loop.poke();
    },
  });
  const all = [...loops, look];
  return {
    start: () => {
      for (const loop of all) loop.start();
    },
    busy: () => all.some((loop) => loop.busy()),
    settle: async () => {
      await look.settle();
      await Promise.all(loops.filter((loop) => loop.busy()).map((loop) => loop.settle()));
    },
    stop: async () => {
      await look.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
