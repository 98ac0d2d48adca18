import { Cron } from 'croner';
import { CompiledQuery } from 'kysely';
import { prepared } from '../database/prepared.ts';
import type { RecurringWork, TimerHandler } from '../define-module.ts';
import type { Kernel } from '../kernel.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { systemPrincipal } from '../pipeline/principal.ts';
import { makeWorkLoop } from '../work-loop.ts';

/** In one trip, for it is asked every second: whether a timer is due, and when recurring work comes next. */
const whatIsDue = prepared(
  'kernel.whatIsDue',
  `select exists (select from kernel.timer where due_at <= $1 and attempts < 5 and name = any($2)) as timer_due,
     (select coalesce(json_object_agg(name, next_at), '{}') from kernel.recurring) as next`,
);

interface DueTimer {
  readonly name: string;
  readonly key: string;
  readonly due_at: string;
  readonly input: unknown;
}

/**
 * Runs what is due by the kernel clock. A timer is claimed and removed in the transaction of its effect, so it happens
 * once; one that fails is tried again after a growing pause, five times, and then stays with its error to be looked at.
 */
export function makeTimerLoop(
  kernel: Kernel,
  pipeline: Pipeline,
  handlers: readonly TimerHandler[],
  recurring: readonly RecurringWork[],
  timeZone: () => Promise<string>,
) {
  const byName = new Map(handlers.map((handler) => [handler.timer.name, handler]));

  async function lookUp(): Promise<{ timer_due: boolean; next: Readonly<Record<string, string>> }> {
    const { rows } = await kernel.database.steadyPool.query(whatIsDue, [
      kernel.clock.now().toString(),
      [...byName.keys()],
    ]);
    return rows[0];
  }

  async function runDue(): Promise<boolean> {
    let claimed: DueTimer | undefined;
    try {
      await pipeline.inTransaction(
        { via: 'timer', requestId: 'timer', address: '', agent: '' },
        undefined,
        async (unit) => {
          claimed = undefined;
          const due = await unit.trx.executeQuery<DueTimer>(
            CompiledQuery.raw(
              `delete from kernel.timer where (name, key) = (
               select name, key from kernel.timer where due_at <= $1 and attempts < 5 and name = any($2)
               order by due_at for update skip locked limit 1)
             returning name, key, due_at, input`,
              [unit.now.toString(), [...byName.keys()]],
            ),
          );
          const timer = due.rows[0];
          if (!timer) return;
          claimed = timer;
          const handler = byName.get(timer.name);
          if (!handler) throw new Error(`no handler of timer ${timer.name}`);
          const context = pipeline.commandContext(unit, systemPrincipal(timer.name, 'all', timer.key), []);
          await handler.run(context as never, handler.timer.input.parse(timer.input) as never);
        },
      );
      return claimed !== undefined;
    } catch (error) {
      if (!claimed || databaseTrouble(error)) throw error;
      kernel.log.error({ err: error, timer: claimed.name, key: claimed.key }, 'timer failed');
      await kernel.database.writePool.query(
        `update kernel.timer set attempts = attempts + 1, error = $3, due_at = $4::timestamptz + (attempts + 1) * interval '1 minute'
         where name = $1 and key = $2`,
        [
          claimed.name,
          claimed.key,
          error instanceof Error ? error.message : String(error),
          kernel.clock.now().toString(),
        ],
      );
      return true;
    }
  }

  async function runRecurring(known: Readonly<Record<string, string>>): Promise<void> {
    for (const work of recurring) {
      const now = kernel.clock.now();
      const following = async () => {
        const next = new Cron(work.cron, { timezone: await timeZone(), paused: true }).nextRun(
          new Date(now.epochMilliseconds),
        );
        if (!next) throw new Error(`${work.name}: the cron expression ${work.cron} never comes`);
        return next.toISOString();
      };
      const nextAt = known[work.name];
      if (!nextAt) {
        await kernel.database.writePool.query(
          'insert into kernel.recurring (name, next_at) values ($1, $2) on conflict do nothing',
          [work.name, await following()],
        );
        continue;
      }
      if (Temporal.Instant.compare(Temporal.Instant.from(nextAt), now) > 0) continue;
      const next = await following();
      await pipeline
        .inTransaction({ via: 'timer', requestId: work.name, address: '', agent: '' }, undefined, async (unit) => {
          const moved = await unit.trx.executeQuery(
            CompiledQuery.raw(
              'update kernel.recurring set next_at = $3 where name = $1 and next_at = $2::timestamptz',
              [work.name, nextAt, next],
            ),
          );
          if ((moved.numAffectedRows ?? 0n) === 0n) return;
          await work.run(pipeline.commandContext(unit, systemPrincipal(work.name, 'all'), []) as never);
        })
        .catch((error) => {
          if (databaseTrouble(error)) throw error;
          kernel.log.error({ err: error, work: work.name }, 'recurring work failed; it will be tried again');
        });
    }
  }

  /** When the next timer is due; undefined where none waits. */
  async function nextDueAt(): Promise<Temporal.Instant | undefined> {
    const { rows } = await kernel.database.readPool.query<{ due_at: string | null }>(
      'select min(due_at) as due_at from kernel.timer where attempts < 5 and name = any($1)',
      [[...byName.keys()]],
    );
    return rows[0]?.due_at ? Temporal.Instant.from(rows[0].due_at) : undefined;
  }

  const loop = makeWorkLoop({
    name: 'timers',
    pollMs: 1_000,
    log: kernel.log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      const { timer_due, next } = await lookUp();
      while (timer_due && (await runDue())) {
        // Until nothing is due.
      }
      await runRecurring(next);
    },
  });
  return { ...loop, nextDueAt };
}
