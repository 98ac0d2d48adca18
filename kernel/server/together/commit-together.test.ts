import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PushFrame } from '#kernel/contract/event.ts';
import { makeProgram, migrationSets } from '#kernel/server/program.ts';
import { newSessionToken } from '#kernel/server/sessions/session-store.ts';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { type CallRefused, startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { add, addTwice, composition, looked, meanwhile } from './together.fixture.ts';

const ann = '00000000-0000-7000-8000-00000000000a';
const bob = '00000000-0000-7000-8000-00000000000b';

describe('calls that come at the same moment', () => {
  let test: TestProgram;
  let a: TestClient;
  let b: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition);
    [a, b] = await Promise.all([test.as(ann), test.as(bob)]);
  });
  afterAll(() => test.stop());
  afterEach(async () => {
    meanwhile.run = undefined;
    await test.settle();
    await test.sql('truncate tally.tally');
  });

  const make = (ids: readonly string[]) =>
    test.sql('insert into tally.tally select id, 1, 0 from unnest($1::text[]) id', [ids]);
  const names = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what} ${n}`);
  const values = async () =>
    (await test.sql<{ value: number }>('select value from tally.tally order by id')).map((row) => row.value);
  /** What the pipeline wrote of calls about this tally. */
  const left = async (id: string) =>
    (
      await test.sql(
        `select (select count(*)::int from kernel.audit where outcome = 'done' and objects->0->>'id' = $1) as audits,
          (select count(*)::int from kernel.event where facts->>'id' = $1)
            + (select count(*)::int from kernel.event_pending where facts->>'id' = $1) as events`,
        [id],
      )
    )[0];
  /** Lets the first of these calls be written only when all have been decided. */
  const allDecided = (count: number) => {
    let decided = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    meanwhile.run = () => {
      decided += 1;
      if (decided === count) open();
      return gate;
    };
  };

  it('are written in one transaction, each with its event, audit line, evidence and command row', async () => {
    const ids = names('many', 30);
    await make([...ids, 'first']);
    // The keys of evidence are made at the first call of each.
    for (const one of [a, b]) await one.call(add, { id: 'first', by: 1 });
    await test.sql(`delete from tally.tally where id = 'first'`);
    allDecided(ids.length);
    const commandIds = ids.map(() => crypto.randomUUID());
    const answers = await Promise.all(
      ids.map((id, n) => (n % 2 ? a : b).call(add, { id, by: n + 1 }, { commandId: commandIds[n] ?? '' })),
    );
    expect(answers.map((answer) => answer.value)).toEqual(ids.map((_, n) => n + 1));
    const [written] = await test.sql(
      `select count(distinct t.xmin::text)::int as transactions, count(*)::int as tallies,
        bool_and(a.xmin = t.xmin) as audited, bool_and(e.xmin = t.xmin) as proved, count(distinct a.actor_id)::int as people
       from tally.tally t join kernel.audit a on a.objects->0->>'id' = t.id join kernel.evidence_content e on e.id = a.id`,
    );
    expect(written).toEqual({ transactions: 1, tallies: 30, audited: true, proved: true, people: 2 });
    const [commands] = await test.sql<{ one: number; all: number }>(
      'select count(distinct xmin::text)::int as one, count(*)::int as all from kernel.command where command_id = any($1)',
      [commandIds],
    );
    expect(commands).toEqual({ one: 1, all: 30 });
    meanwhile.run = undefined;
    expect(await a.call(add, { id: 'many 1', by: 2 }, { commandId: commandIds[1] ?? '' })).toEqual({ value: 2 });
    expect((await values()).reduce((sum, value) => sum + value, 0)).toBe(465);
  });

  it('are pushed in one frame', async () => {
    const ids = names('pushed', 20);
    await make(ids);
    await test.settle();
    const socket = new WebSocket(`${test.url.replace('http', 'ws')}/api/v1/push`, { headers: { cookie: a.cookie } });
    const frames: Extract<PushFrame, { type: 'events' }>[] = [];
    const arrived = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data) => {
        const frame = JSON.parse(data.toString()) as PushFrame;
        if (frame.type === 'hello') socket.send(JSON.stringify({ type: 'resume' }));
        if (frame.type === 'hello') socket.send(JSON.stringify({ type: 'ping' }));
        if (frame.type !== 'events') return;
        frames.push(frame);
        if (frames.length === 1) resolve();
      });
    });
    await arrived;
    frames.length = 0;
    allDecided(ids.length);
    await Promise.all(ids.map((id) => b.call(add, { id, by: 1 })));
    await test.settle();
    const answered = once(socket, 'message');
    if (frames.length === 0) await answered;
    socket.terminate();
    expect(frames.map((frame) => frame.events.length)).toEqual([20]);
  });

  it('take turns on the same thing: two people, nothing lost, nothing decided on what is gone', async () => {
    await make(['one']);
    let decisions = 0;
    meanwhile.run = async () => {
      decisions += 1;
    };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? a : b).call(add, { id: 'one', by: 1 })),
    );
    expect(answers.map((answer) => answer.value).sort((x, y) => x - y)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
    expect(decisions).toBe(40);
    expect(await left('one')).toEqual({ audits: 40, events: 40 });
  });

  it('are read once, while it is looked up who asks, and not at all for whoever shows nothing', async () => {
    await make(['ahead']);
    looked.length = 0;
    expect(await a.call(add, { id: 'ahead', by: 1 })).toEqual({ value: 1 });
    expect(looked).toEqual(['ahead']);
    const stranger = await fetch(`${test.url}/api/v1/${add.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'ahead', by: 1 }),
    });
    expect(stranger.status).toBe(401);
    expect(looked).toEqual(['ahead']);
    expect(await values()).toEqual([1]);
  });

  it('decide again on the new state where somebody outside was faster, and say it once', async () => {
    await make(['raced', 'calm']);
    let raced = 0;
    meanwhile.run = async (id) => {
      if (id === 'raced' && raced++ < 2) {
        await test.sql(`update tally.tally set value = value + 10, revision = revision + 1 where id = 'raced'`);
      }
    };
    const answers = await Promise.all([a.call(add, { id: 'raced', by: 1 }), b.call(add, { id: 'calm', by: 1 })]);
    expect(answers).toEqual([{ value: 21 }, { value: 1 }]);
    await test.settle();
    expect(await test.sql(`select facts->'value' as value from kernel.event where facts->>'id' = 'raced'`)).toEqual([
      { value: 21 },
    ]);
    expect(await left('raced')).toEqual({ audits: 1, events: 1 });
  });

  it('end in the refusal that the new state gives', async () => {
    await make(['filled']);
    let filled = false;
    meanwhile.run = async () => {
      if (!filled) await test.sql(`update tally.tally set value = 100, revision = revision + 1 where id = 'filled'`);
      filled = true;
    };
    await expect(a.call(add, { id: 'filled', by: 1 })).rejects.toMatchObject({
      code: 'tally.full',
      facts: { value: 100 },
    });
    expect(await left('filled')).toEqual({ audits: 0, events: 0 });
    expect(
      await test.sql(`select failure_code from kernel.audit where outcome = 'refused' and operation = 'tally.add'`),
    ).toEqual([{ failure_code: 'tally.full' }]);
  });

  it('fail alone where one is bad: the others are written', async () => {
    const ids = names('bad', 12);
    await make(ids);
    allDecided(ids.length);
    const results = await Promise.allSettled(
      ids.map((id, n) => (n % 2 ? a : b).call(add, { id, by: n === 5 ? 5_000 : 1 })),
    );
    expect(results.flatMap((result, n) => (result.status === 'rejected' ? [[n, result.reason.status]] : []))).toEqual([
      [5, 500],
    ]);
    meanwhile.run = undefined;
    expect(await test.sql('select id from tally.tally where value = 1')).toHaveLength(11);
    await test.settle();
    expect(await left('bad 5')).toEqual({ audits: 0, events: 0 });
    expect(await left('bad 4')).toEqual({ audits: 1, events: 1 });
    expect((await a.call(add, { id: 'bad 5', by: 1 })).value).toBe(1);
  });

  it('don’t wait for a stranger’s transaction that holds one of them', async () => {
    await make(['held', 'free']);
    const stranger = new pg.Client(test.program.kernel.database.writePool.options);
    await stranger.connect();
    try {
      await stranger.query('begin');
      await stranger.query(`update tally.tally set value = 50, revision = 2 where id = 'held'`);
      allDecided(2);
      const held = a.call(add, { id: 'held', by: 1 });
      expect(await b.call(add, { id: 'free', by: 1 })).toEqual({ value: 1 });
      await stranger.query('commit');
      expect(await held).toEqual({ value: 51 });
    } finally {
      await stranger.end();
    }
  });

  it('do the same command once when it comes twice, also with another call between', async () => {
    await make(['twice', 'other']);
    const commandId = crypto.randomUUID();
    const call = () => a.call(add, { id: 'twice', by: 1 }, { commandId });
    expect(await Promise.all([call(), b.call(add, { id: 'other', by: 1 }), call()])).toEqual([
      { value: 1 },
      { value: 1 },
      { value: 1 },
    ]);
    await expect(a.call(add, { id: 'other', by: 1 }, { commandId })).rejects.toMatchObject({
      code: 'kernel.commandReused',
    });
    expect(await values()).toEqual([1, 1]);
  });

  it('are written alone where there is more to do, where another command calls them, and where nothing changes', async () => {
    await make(['more', 'nested', 'same']);
    expect(await a.call(add, { id: 'more', by: 1, alone: true })).toEqual({ value: 1 });
    expect(await a.call(addTwice, { id: 'nested', by: 2 })).toEqual({ value: 4 });
    expect(await a.call(add, { id: 'same', by: 0 })).toEqual({ value: 0 });
    expect(await values()).toEqual([2, 4, 0]);
    expect(await left('more')).toEqual({ audits: 1, events: 1 });
    expect(await left('nested')).toEqual({ audits: 2, events: 2 });
    expect(await left('same')).toEqual({ audits: 1, events: 1 });
  });

  it('happen once each when their connections are cut and the same commands come again', async () => {
    const ids = names('cut', 20);
    await make(ids);
    const commands = ids.map((id) => ({ id, commandId: crypto.randomUUID() }));
    const attempt = ({ id, commandId }: (typeof commands)[number]) => a.call(add, { id, by: 1 }, { commandId });
    const cut = () =>
      test.sql(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    const first = Promise.allSettled(commands.map(attempt));
    await cut();
    await first;
    for (const one of commands) {
      for (let done = false; !done; ) {
        done = await attempt(one).then(
          ({ value }) => value === 1,
          (error: CallRefused) => {
            if (error.status !== 503) throw error;
            return false;
          },
        );
      }
    }
    expect(await values()).toEqual(ids.map(() => 1));
  });
});

it('calls of a process that was killed have happened wholly or not at all', async () => {
  const clone = await cloneTestDatabase(migrationSets(composition));
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-killed-'));
  const owner = new pg.Client(clone.access.owner);
  await owner.connect();
  try {
    const { token, hash } = newSessionToken();
    const now = Temporal.Now.instant();
    await owner.query(
      `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent)
       values (gen_random_uuid(), $1, $2, 'password', $3, $3, $3, $4, '', '')`,
      [hash, ann, now.toString(), now.add({ hours: 24 }).toString()],
    );
    await owner.query(`insert into tally.tally select 't' || n, 1, 0 from generate_series(1, 60) n`);
    const child = fork(new URL('./killed-program.fixture.ts', import.meta.url), [
      JSON.stringify(clone.access),
      dataDir,
    ]);
    const [port] = (await once(child, 'message')) as [number];
    const calls = Array.from({ length: 60 }, (_, n) => ({ id: `t${n + 1}`, commandId: crypto.randomUUID() }));
    const exited = once(child, 'exit');
    let answered = 0;
    await Promise.allSettled(
      calls.map(async ({ id, commandId }) => {
        await fetch(`http://127.0.0.1:${port}/api/v1/tally.add`, {
          method: 'POST',
          headers: { cookie: `guiju=${token}`, 'content-type': 'application/json', 'guiju-command-id': commandId },
          body: JSON.stringify({ id, by: 1 }),
        });
        answered += 1;
        if (answered === 10) child.kill('SIGKILL');
      }),
    );
    await exited;
    const program = await makeProgram({
      database: clone.access,
      dataDir,
      composition,
      log: pino({ level: 'fatal' }),
      version: 'test',
      migrated: true,
    });
    await program.start();
    try {
      for (const { id, commandId } of calls) {
        const again = await program.pipeline.execute({
          operation: add.name,
          input: { id, by: 1 },
          commandId,
          as: { token },
          address: '',
          agent: '',
          via: 'test',
          requestId: 'again',
        });
        expect(again).toMatchObject({ ok: true, body: { value: 1 } });
      }
      await program.settle();
    } finally {
      await program.stop();
    }
    const { rows } = await owner.query(
      `select (select count(*) from tally.tally where value = 1) as tallies, (select count(*) from kernel.event where name = 'tally.added') as events,
        (select count(*) from kernel.audit where outcome = 'done') as audits, (select count(*) from kernel.command) as commands,
        (select count(*) from kernel.evidence_link) as links`,
    );
    expect(rows).toEqual([{ tallies: '60', events: '60', audits: '60', commands: '60', links: '60' }]);
  } finally {
    await owner.end();
    await clone.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
