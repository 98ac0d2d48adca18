import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseTrouble } from '#kernel/server/pipeline/database-trouble.ts';
import * as operations from './contract/operations.ts';
import * as steps from './contract/step-operations.ts';
import { openTasks } from './domain/open-tasks.ts';
import {
  type Came,
  cameOf,
  comparable,
  type Said,
  type SaidBySystem,
  say,
  startTrial,
  type Trial,
  type Who,
} from './testing.ts';

/** One attempt of a command: its connections are cut at one of its statements, and none of them works from then on. */
interface Attempt {
  readonly cutAt: number;
  /** Before it is sent, or after it was carried out and before its answer arrives. */
  readonly when: 'before' | 'after';
  statements: number;
  cut: boolean;
}

const attempts = new AsyncLocalStorage<Attempt>();
type Query = (...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const whole = prototype.query;

const lose = (client: pg.Client) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();

/** Every statement of an attempt comes through here; those of nobody's attempt go on as they are. */
function counted(this: pg.Client, ...args: unknown[]): unknown {
  const attempt = attempts.getStore();
  if (!attempt) return whole.apply(this, args);
  attempt.statements += 1;
  const here = attempt.statements === attempt.cutAt;
  if (attempt.cut || (here && attempt.when === 'before')) {
    attempt.cut = true;
    lose(this);
    return whole.apply(this, args);
  }
  if (!here) return whole.apply(this, args);
  attempt.cut = true;
  const lost = new Error('Connection terminated unexpectedly');
  const callback = args.at(-1);
  if (typeof callback === 'function') {
    const told = () => {
      lose(this);
      callback(lost);
    };
    return whole.apply(this, [...args.slice(0, -1), told]);
  }
  return (whole.apply(this, args) as Promise<unknown>).then(() => {
    lose(this);
    throw lost;
  });
}

let trial: Trial;
beforeAll(async () => {
  // Connections keep the way of asking that they were made with.
  prototype.query = counted;
  trial = await startTrial();
});
afterAll(async () => {
  prototype.query = whole;
  await trial?.test.stop();
});

/** Everything that a step leaves behind, so that it can be compared with the same step of another request. */
async function leftOf(requestId: string) {
  const [left] = await trial.test.sql(
    `select i.state, i.revision, i.status,
      (select json_agg(e.body order by e.seq) from approvals.event e where e.instance_id = i.id) as events,
      (select json_agg(t.slot_id || t.holder_id || t.task_kind order by t.slot_id, t.holder_id) from approvals.task t where t.instance_id = i.id) as tasks,
      (select json_agg(d.slot_id || d.person_id || d.outcome order by d.slot_id, d.person_id) from approvals.done d where d.instance_id = i.id) as done,
      (select json_agg(p.person_id || p.part order by p.person_id, p.part) from approvals.participant p where p.instance_id = i.id) as participants,
      (select json_agg(a.operation order by a.operation) from kernel.audit a where a.objects @> jsonb_build_array(jsonb_build_object('type', 'request', 'id', i.id))) as audits,
      (select json_agg(l.name order by l.name) from (
        select name, facts from kernel.event union all select name, facts from kernel.event_pending) l
        where l.facts->>'requestId' = i.id::text) as told
    from approvals.instance i where i.id = $1`,
    [requestId],
  );
  return left ? withoutDigests(comparable(left)) : 'nothing';
}

/** What was seen names the request and its number. */
function withoutDigests(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/"digest":"[0-9a-f]{64}"/g, '"digest":""'));
}

const slotOf = async (requestId: string, who: Who) =>
  openTasks(await trial.state(requestId)).find((task) => task.person === trial.ids[who])?.slotId ?? '';

type Last = (requestId: string) => Promise<Said | SaidBySystem>;
const acts =
  (by: Who, principal: Who = by): Last =>
  async (requestId) =>
    say.act(by, await slotOf(requestId, principal));

/** Kind, what happened before, and the step that is cut. */
const scenes: Record<string, readonly [string, readonly Last[], Last]> = {
  submit: ['trial.line', [], async (requestId) => trial.submit('trial.line', requestId)],
  'an answer that passes the node': ['trial.line', [acts('bo')], acts('chen')],
  'the last answer': ['trial.line', [acts('bo'), acts('chen')], acts('dan')],
  return: ['trial.line', [acts('bo'), acts('chen')], async (id) => say.back('dan', await slotOf(id, 'dan'))],
  transfer: [
    'trial.line',
    [],
    async (id) => say.onTask('bo', operations.transfer, await slotOf(id, 'bo'), { to: trial.ids.fay }),
  ],
  'add an approver': ['trial.line', [], async (id) => say.add('bo', await slotOf(id, 'bo'), trial.ids.fay)],
  'take back': [
    'trial.line',
    [acts('bo'), acts('chen')],
    async (id) => {
      const slots = (await trial.state(id)).visits.flatMap((visit) => visit.slots);
      const own = slots.find((slot) => slot.person === trial.ids.chen)?.id ?? '';
      return say.onTask('chen', operations.takeBack, own);
    },
  ],
  'an answer of a deputy': ['trial.join', [], acts('dep', 'bo')],
  'the answer that joins two branches': ['trial.join', [acts('bo')], acts('chen')],
  'a limit that runs out': [
    'trial.line',
    [acts('bo')],
    async (id) => ({ timerId: await trial.timerOf(id, await slotOf(id, 'chen')) }),
  ],
  revoke: [
    'trial.line',
    [acts('bo'), acts('chen'), acts('dan')],
    async () => say.onRequest('mei', steps.revokeRequest),
  ],
};

async function begun(name: string): Promise<string> {
  const [kind, before] = scenes[name] as (typeof scenes)[string];
  if (name === 'submit') return trial.test.program.kernel.newId();
  const requestId = await trial.made(kind, []);
  for (const one of before) await trial.must((await one(requestId)) as Said, requestId);
  return requestId;
}

describe('whatever statement the end comes at', () => {
  beforeAll(async () => {
    const { ids } = trial;
    await trial.test.sql(
      `insert into approvals.deputy (id, principal_id, deputy_id, from_day, until_day, set_by, set_at)
       values (gen_random_uuid(), $1, $2, '2026-01-01', '2027-01-01', $1, now())`,
      [ids.bo, ids.dep],
    );
  });

  it.each(Object.keys(scenes))('nothing is half done and nothing twice: %s', async (name) => {
    const last = (scenes[name] as (typeof scenes)[string])[2];
    const calm = await begun(name);
    const doing = async (requestId: string, said: Said | SaidBySystem, commandId: string): Promise<Came> => {
      if ('operation' in said) return cameOf(await trial.send(said, requestId, { commandId }));
      return trial.system(said, requestId).catch((error: unknown) => {
        const trouble = databaseTrouble(error);
        if (!trouble) throw error;
        return { refused: trouble.code, status: trouble.status };
      });
    };
    await doing(calm, await last(calm), crypto.randomUUID());
    const expected = await leftOf(calm);

    const tried: number[] = [];
    for (const when of ['before', 'after'] as const) {
      for (let cutAt = 1; ; cutAt += 1) {
        const requestId = await begun(name);
        const untouched = await leftOf(requestId);
        const said = await last(requestId);
        const commandId = crypto.randomUUID();
        const attempt: Attempt = { cutAt, when, statements: 0, cut: false };
        const first = await attempts.run(attempt, () => doing(requestId, said, commandId));
        if (!attempt.cut) {
          expect(first).toEqual({ done: true });
          tried.push(cutAt - 1);
          break;
        }
        const between = await leftOf(requestId);
        const at = `${when} statement ${cutAt}`;
        expect([untouched, expected], at).toContainEqual(between);
        if ('refused' in first) expect(first.status, at).toBe(503);
        else expect(between, at).toEqual(expected);
        // The same command again, as a client does that never got an answer; a limit is due until it has been carried out.
        let again = await doing(requestId, said, commandId);
        for (let more = 0; 'refused' in again && again.status === 503 && more < 20; more += 1) {
          again = await doing(requestId, said, commandId);
        }
        expect(again, at).toEqual({ done: true });
        expect(await leftOf(requestId), at).toEqual(expected);
        expect(await trial.problems(requestId), at).toEqual([]);
      }
    }
    // Session, request, people or history, write: a command that sent less wouldn't have been cut where it matters.
    for (const statements of tried) expect(statements).toBeGreaterThan(2);
  });
});
