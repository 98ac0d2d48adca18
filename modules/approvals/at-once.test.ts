import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePipeline, type Pipeline } from '#kernel/server/pipeline/pipeline.ts';
import * as operations from './contract/operations.ts';
import * as steps from './contract/step-operations.ts';
import { openTasks } from './domain/open-tasks.ts';
import { type Came, cameOf, comparable, type Said, type SaidBySystem, say, startTrial, type Trial } from './testing.ts';

let trial: Trial;
/** Another process on the same database, as far as requests are concerned: it takes no turns with the first. */
let elsewhere: Pipeline;
let stranger: pg.Client;

beforeAll(async () => {
  trial = await startTrial();
  elsewhere = makePipeline(trial.test.program.kernel);
  stranger = new pg.Client(trial.test.program.kernel.database.writePool.options);
  await stranger.connect();
});
afterAll(async () => {
  await stranger?.end();
  await trial?.test.stop();
});

type Anything = Said | SaidBySystem;
interface Ended {
  readonly came: readonly [Came, Came];
  readonly state: unknown;
}

const saying = async (said: Anything, requestId: string, pipeline?: Pipeline): Promise<Came> =>
  'operation' in said
    ? cameOf(await trial.send(said, requestId, pipeline ? { pipeline } : {}))
    : trial.system(said, requestId, pipeline);

/** One after the other. */
async function inOrder(requestId: string, first: Anything, second: Anything): Promise<Ended> {
  const came: [Came, Came] = [await saying(first, requestId), await saying(second, requestId)];
  return { came, state: comparable(await trial.state(requestId)) };
}

/**
 * Both at the same moment, by different processes: a stranger's transaction holds the requests until every command has
 * been decided on the same state and waits to be written. Who comes second has to decide again.
 */
async function atOnce(pairs: readonly { requestId: string; pair: readonly [Anything, Anything] }[]): Promise<Ended[]> {
  const ids = pairs.map(({ requestId }) => requestId);
  await stranger.query('begin');
  await stranger.query('select 1 from approvals.instance where id = any($1) order by id for no key update', [ids]);
  const early: Came[] = [];
  const told = async (said: Anything, requestId: string, pipeline?: Pipeline) => {
    const came = await saying(said, requestId, pipeline);
    early.push(came);
    return came;
  };
  const racing = pairs.map(({ requestId, pair: [one, other] }) =>
    Promise.all([told(one, requestId), told(other, requestId, elsewhere)]),
  );
  const waiting = async () => {
    const { rows } = await trial.test.program.kernel.database.readPool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%approvals.instance%'`,
    );
    return early.length + (rows[0]?.count ?? 0);
  };
  await expect.poll(waiting, { timeout: 20_000, interval: 5 }).toBe(pairs.length * 2);
  expect(early).toEqual([]);
  await stranger.query('commit');
  const came = await Promise.all(racing);
  return Promise.all(
    ids.map(async (id, n) => ({ came: came[n] as [Came, Came], state: comparable(await trial.state(id)) })),
  );
}

/** Open tasks = open slots, the state is the fold of the events, each command once in the audit, and nothing that verify finds. */
async function expectWhole(requestId: string, commands: number, copied = 0): Promise<void> {
  const { database } = trial.test.program.kernel;
  const tasks = await database.readPool.query<{ slot_id: string; holder_id: string }>(
    'select slot_id, holder_id from approvals.task where instance_id = $1 order by slot_id, holder_id',
    [requestId],
  );
  const open = openTasks(await trial.state(requestId)).flatMap((task) =>
    [task.person, ...task.deputies].map((holder_id) => ({ slot_id: task.slotId, holder_id })),
  );
  const order = (one: { slot_id: string; holder_id: string }) => `${one.slot_id} ${one.holder_id}`;
  expect(tasks.rows.map(order).sort()).toEqual(open.map(order).sort());
  const audits = await database.readPool.query<{ count: number }>(
    `select count(*)::int as count from kernel.audit where outcome = 'done' and objects @> $1::jsonb`,
    [JSON.stringify([{ type: 'request', id: requestId }])],
  );
  expect(audits.rows[0]?.count).toBe(commands);
  const problems = await trial.problems(requestId);
  expect(problems.filter(({ seq }) => seq === 0 || seq > copied)).toEqual([]);
}

/**
 * The request of which everything can be said: gus, bo and chen must all agree, gus has, bo has added ed; `free` is offered
 * to hal and ian, `held` was claimed by hal.
 */
let boTimer = '';
const slots = { gus: '', bo: '', chen: '', ed: '', free: '', held: '' };
const history = (): Said[] => [
  say.act('gus', slots.gus),
  say.add('bo', slots.bo, trial.ids.ed),
  say.claim('hal', slots.held),
];

const commands = (): Record<string, Anything> => ({
  'bo approves': say.act('bo', slots.bo),
  'bo rejects': say.act('bo', slots.bo, 'reject'),
  'hal handles': say.act('hal', slots.held, 'handle'),
  'bo transfers': say.onTask('bo', operations.transfer, slots.bo, { to: trial.ids.fay }),
  'bo adds': say.add('bo', slots.bo, trial.ids.fay),
  'bo removes': say.onTask('bo', operations.removeApprover, slots.ed),
  'chen returns': say.back('chen', slots.chen),
  'chen delegates': say.onTask('chen', steps.delegate, slots.chen, { to: trial.ids.fay }),
  'mei withdraws': say.onRequest('mei', operations.withdrawRequest),
  'gus takes back': say.onTask('gus', operations.takeBack, slots.gus),
  'hal claims': say.claim('hal', slots.free),
  'hal puts back': say.onTask('hal', steps.putBack, slots.held),
  'admin suspends': say.onRequest('admin', operations.suspendRequest),
  'admin terminates': say.onRequest('admin', operations.terminateRequest),
  'bo leaves': { left: 'bo' },
  'bo’s time is up': { timerId: boTimer },
});

/** As many at a time as the program has connections for. */
function inChunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

describe('two at the same moment', () => {
  it('all pairs of commands: one of the two serial results, and the loser succeeds or is told why', async () => {
    const first = await trial.made('trial.fork', []);
    const open = openTasks(await trial.state(first));
    const slotOf = (nodeId: string, who?: string) =>
      open.find((task) => task.nodeId === nodeId && (!who || task.person === who))?.slotId ?? '';
    for (const who of ['gus', 'bo', 'chen'] as const) slots[who] = slotOf('trio', trial.ids[who]);
    slots.free = slotOf('free', trial.ids.hal);
    slots.held = slotOf('held', trial.ids.hal);
    for (const said of history()) await trial.must(said, first);
    boTimer = await trial.timerOf(first, slots.bo);
    slots.ed = openTasks(await trial.state(first)).find((task) => task.person === trial.ids.ed)?.slotId ?? '';

    const said = Object.entries(commands());
    const pairs = said.flatMap((one, n) => said.slice(n).map((other) => [one, other] as const));
    const base = await trial.made('trial.fork', history());
    const [stored] = await trial.test.sql<{ revision: number }>(
      'select revision from approvals.instance where id = $1',
      [base],
    );
    const copied = stored?.revision;
    for (const chunk of inChunks(pairs, 2)) {
      const ids = await trial.copies(base, chunk.length * 3);
      const [races, forth, back] = inChunks(ids, chunk.length) as [string[], string[], string[]];
      const raced = await atOnce(
        chunk.map(([[, one], [, other]], n) => ({ requestId: races[n] ?? '', pair: [one, other] as const })),
      );
      for (const [n, [[name, one], [otherName, other]]] of chunk.entries()) {
        const ended = raced[n] as Ended;
        for (const came of ended.came) if ('refused' in came) expect(came.status, came.refused).toBeLessThan(500);
        const forward = await inOrder(forth[n] ?? '', one, other);
        if (!isDeepStrictEqual(ended, forward)) {
          const { came, state } = await inOrder(back[n] ?? '', other, one);
          const serial = [forward, { came: [came[1], came[0]], state }];
          expect(serial, `${name} × ${otherName}`).toContainEqual(ended);
        }
        const done = [one, other].filter((each, at) => 'operation' in each && 'done' in (ended.came[at] as Came));
        await expectWhole(races[n] ?? '', done.length, copied);
      }
    }
  });

  it.each([
    ['all', 'trial.line', ['last'], 'running'],
    ['any', 'trial.any', [], 'approved'],
    ['vote', 'trial.vote', [], 'approved'],
    ['two branches that join', 'trial.join', ['last'], 'running'],
  ])('the last two signers complete the step: %s', async (_, kind, next, status) => {
    const requests = await Promise.all(Array.from({ length: 4 }, () => trial.made(kind, [])));
    for (const chunk of inChunks(requests, 2)) {
      const signing = await Promise.all(
        chunk.map(async (requestId) => {
          const open = openTasks(await trial.state(requestId));
          const pair = (['bo', 'chen'] as const).map((who) =>
            say.act(who, open.find((task) => task.person === trial.ids[who])?.slotId ?? ''),
          );
          return { requestId, pair: pair as [Said, Said] };
        }),
      );
      const ended = await atOnce(signing);
      for (const [n, requestId] of chunk.entries()) {
        const succeeded = (ended[n] as Ended).came.filter((came) => 'done' in came);
        const state = await trial.state(requestId);
        expect(openTasks(state).map((task) => task.nodeId)).toEqual(next);
        expect(state.status).toBe(status);
        expect(succeeded).toHaveLength(kind === 'trial.any' ? 1 : 2);
        await expectWhole(requestId, 1 + succeeded.length);
      }
    }
  });
});
