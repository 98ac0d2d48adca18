import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveClock } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import {
  addFile,
  addLater,
  addMany,
  addNote,
  addTwice,
  ann,
  bob,
  composition,
  guest,
  listNotes,
  readNote,
  rules,
  whisper,
} from './kernel.fixture.ts';

describe('the way of a request', () => {
  let test: TestProgram;
  beforeAll(async () => {
    test = await startTestProgram(composition);
  });
  afterAll(() => test.stop());

  it('takes a command through to the event log, the subscriber, the audit and the chain, once per command id', async () => {
    const a = await test.as(ann);
    const commandId = crypto.randomUUID();
    const first = await a.call(addNote, { text: 'one' }, { commandId });
    const again = await a.call(addNote, { text: 'one' }, { commandId });
    expect(again).toEqual(first);
    await expect(a.call(addNote, { text: 'other' }, { commandId })).rejects.toMatchObject({
      status: 409,
      code: 'kernel.commandReused',
    });
    await test.settle();
    const seen = await test.sql('select note_id from notes.seen');
    expect(seen).toEqual([{ note_id: first.noteId }]);
    const audit = await test.sql(
      `select operation, outcome, actor_id, objects from kernel.audit where outcome = 'done'`,
    );
    expect(audit).toEqual([
      { operation: 'notes.addNote', outcome: 'done', actor_id: ann, objects: [{ type: 'note', id: first.noteId }] },
    ]);
    const [linked] = await test.sql<{ open: string }>('select count(*) as open from kernel.evidence_pending');
    expect(Number(linked?.open)).toBe(0);
  });

  it('does the same command once when it comes twice at the same instant', async () => {
    const a = await test.as(ann);
    const commandId = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => a.call(addNote, { text: 'at once' }, { commandId })),
    );
    expect(new Set(answers.map((answer) => answer.noteId)).size).toBe(1);
    expect(await test.sql(`select 1 from notes.note where text = 'at once'`)).toHaveLength(1);
  });

  it('refuses with declared failures and audits denials although the transaction was rolled back', async () => {
    const g = await test.as(guest);
    await expect(g.call(addNote, { text: 'x' })).rejects.toMatchObject({ status: 403, code: 'kernel.notPermitted' });
    await expect(test.visitor().call(listNotes, {})).rejects.toMatchObject({ status: 401, code: 'kernel.notSignedIn' });
    const a = await test.as(ann);
    await expect(a.call(addNote, { text: 'forbidden' })).rejects.toMatchObject({
      status: 409,
      code: 'notes.taken',
      facts: { text: 'forbidden' },
    });
    await expect(a.call(addNote, { text: '' })).rejects.toMatchObject({ status: 400, code: 'kernel.invalidInput' });
    await expect(a.call(addNote, { text: 'a\u202eb' })).rejects.toMatchObject({ status: 400 });
    for (const text of ['half \ud83d', 'nul \0']) {
      await expect(a.call(addNote, { text }), JSON.stringify(text)).rejects.toMatchObject({ status: 400 });
    }
    const { noteId } = await a.call(addNote, { text: 'mine' });
    await expect((await test.as(bob)).call(readNote, { noteId })).rejects.toMatchObject({ status: 404 });
    const denials = await test.sql(
      `select operation, failure_code, actor_id from kernel.audit where outcome = 'refused' order by at`,
    );
    expect(denials).toEqual([
      { operation: 'notes.addNote', failure_code: 'kernel.commandReused', actor_id: ann },
      { operation: 'notes.addNote', failure_code: 'kernel.notPermitted', actor_id: guest },
      { operation: 'notes.addNote', failure_code: 'notes.taken', actor_id: ann },
      { operation: 'notes.readNote', failure_code: 'kernel.notFound', actor_id: bob },
    ]);
  });

  it('rolls nested commands back together', async () => {
    const a = await test.as(ann);
    await expect(a.call(addTwice, { text: 'pair', fail: true })).rejects.toMatchObject({ code: 'notes.taken' });
    expect(await test.sql(`select 1 from notes.note where text like 'pair%'`)).toHaveLength(0);
    await a.call(addTwice, { text: 'pair' });
    const rows = await test.sql<{ actor_kind: string }>(
      `select a.actor_kind from kernel.audit a where a.operation = 'notes.addNote' and a.objects->0->>'id' in (select id::text from notes.note where text like 'pair%') order by a.id`,
    );
    expect(rows.map((row) => row.actor_kind)).toEqual(['person', 'system']);
  });

  it('shows a fault as a fault, with a number, and says nothing of its inside', async () => {
    const a = await test.as(ann);
    const answer = await a.raw('/api/v1/notes.breakDown', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain('kernel.fault');
    expect(text).not.toContain('unforeseen');
  });

  it('keeps other sites out, and bodies within bounds', async () => {
    const a = await test.as(ann);
    const post = (headers: Record<string, string>, body: string) =>
      a.raw('/api/v1/notes.addNote', { method: 'POST', headers, body });
    expect(
      (await post({ 'content-type': 'application/json', origin: 'https://evil.example' }, '{"text":"csrf"}')).status,
    ).toBe(403);
    expect(
      (await post({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, '{"text":"csrf"}')).status,
    ).toBe(403);
    expect((await post({ 'content-type': 'text/plain' }, '{"text":"csrf"}')).status).toBe(415);
    expect((await post({ 'content-type': 'application/json' }, `{"text":"${'x'.repeat(1_100_000)}"}`)).status).toBe(
      413,
    );
    expect((await post({ 'content-type': 'application/json' }, '{"text":')).status).toBe(400);
    expect((await a.raw('/api/v1/notes.addNote')).status).toBe(404);
    expect(
      (
        await a.raw('/api/v1/notes.nothing', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).status,
    ).toBe(404);
    await expect(a.call(addFile, {}, { file: { bytes: new Uint8Array(200), name: 'x' } })).rejects.toMatchObject({
      status: 413,
    });
    expect(await a.call(addFile, {}, { file: { bytes: new Uint8Array(10), name: '文件 1.txt' } })).toEqual({
      bytes: 10,
      name: '文件 1.txt',
    });
  });

  it('refuses forged, ended and expired sessions', async () => {
    const a = await test.as(ann);
    const forged = await a.raw('/api/v1/notes.listNotes', {
      method: 'POST',
      headers: { cookie: 'guiju=forged', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(forged.status).toBe(401);
    await test.sql('update kernel.session set ended_at = made_at where person_id = $1', [ann]);
    await expect(a.call(listNotes, {})).rejects.toMatchObject({ status: 401 });
    const b = await test.as(ann);
    await test.sql('update kernel.session set ends_at = made_at where person_id = $1', [ann]);
    await expect(b.call(listNotes, {})).rejects.toMatchObject({ status: 401 });
  });

  it('runs timers by its own clock, once', async () => {
    const a = await test.as(ann);
    await a.call(addLater, { text: 'in an hour' });
    await test.advance({ minutes: 59 });
    expect(await test.sql(`select 1 from notes.note where text = 'in an hour'`)).toHaveLength(0);
    await test.advance({ minutes: 1 });
    await test.advance({ hours: 5 });
    expect(await test.sql(`select 1 from notes.note where text = 'in an hour'`)).toHaveLength(1);
  });

  it('moves a sample clock from one due timer to the next, so that each sees its own time', async () => {
    const sample = await startTestProgram(composition, { movableClock: true });
    try {
      const a = await sample.as(ann);
      await a.call(addLater, { text: 'at its time' });
      const { now } = await sample.system(moveClock, { minutes: 600 });
      const moved = async () =>
        Temporal.Instant.compare(sample.program.kernel.clock.now(), Temporal.Instant.from(now)) >= 0;
      while (!(await moved())) await sample.settle();
      const [note] = await sample.sql<{ late: number }>(
        `select extract(epoch from n.at - (select min(at) from kernel.event where name = 'kernel.clockMoved')) / 60 as late
         from notes.note n where text = 'at its time'`,
      );
      expect(Math.round(Number(note?.late))).toBe(60);
    } finally {
      await sample.stop();
    }
    await expect(test.system(moveClock, { minutes: 1 })).rejects.toMatchObject({ code: 'kernel.notFound' });
  });

  it('runs a job all or nothing and tells how far it is', async () => {
    const a = await test.as(ann);
    const push = await openPush(test, a);
    const started = await a.call(addMany, { texts: ['j1', 'j2', 'j3'] });
    expect(await test.finish(a, started)).toEqual({ added: 3 });
    await push.roundTrip();
    expect(push.signals.at(-1)).toMatchObject({
      name: 'kernel.jobProgress',
      facts: { state: 'done', done: 3, total: 3 },
    });
    push.close();
    const failing = await a.call(addMany, { texts: ['j4', 'j1'] });
    await expect(test.finish(a, failing)).rejects.toMatchObject({ code: 'notes.taken' });
    expect(await test.sql(`select 1 from notes.note where text = 'j4'`)).toHaveLength(0);
  });

  it('gives a subscriber each event once, tries again, parks what it cannot digest, and goes on', async () => {
    const a = await test.as(ann);
    await a.call(addNote, { text: 'hiccup' });
    await a.call(addNote, { text: 'poison' });
    const { noteId } = await a.call(addNote, { text: 'after poison' });
    await test.settle();
    expect(await test.sql('select 1 from notes.seen where note_id = $1', [noteId])).toHaveLength(1);
    const parked = await test.sql<{ subscriber: string }>('select subscriber from kernel.parked_event');
    expect(parked.map((row) => row.subscriber)).toEqual(['notes.onNoteAdded']);
    expect(
      await test.sql(`select 1 from notes.seen s join notes.note n on n.id = s.note_id where n.text = 'hiccup'`),
    ).toHaveLength(1);
  });

  it('pushes to the audience only, and pushed answers equal fresh ones', async () => {
    const a = await test.as(ann);
    const b = await test.as(bob);
    const events = await verifyPush(test, a, rules, [[listNotes, {}]], () => a.call(addNote, { text: 'pushed' }));
    expect(events.map((happened) => happened.name)).toEqual(['notes.noteAdded']);
    const others = await verifyPush(test, b, rules, [[listNotes, {}]], () => a.call(addNote, { text: 'not for bob' }));
    expect(others).toEqual([]);
    await expect(
      verifyPush(test, a, [], [[listNotes, {}]], () => a.call(addNote, { text: 'no rule' })),
    ).rejects.toThrow('differs from a fresh one');
  });

  it('resumes by number and epoch: what was missed comes, nothing twice', async () => {
    const a = await test.as(ann);
    const first = await openPush(test, a);
    await a.call(addNote, { text: 'r1' });
    await test.settle();
    await first.roundTrip();
    expect(first.events).toHaveLength(1);
    const after = first.upTo();
    first.close();
    await a.call(addNote, { text: 'r2' });
    await a.call(addNote, { text: 'r3' });
    await test.settle();
    const second = await openPush(test, a, { epoch: first.hello.epoch, after });
    await second.roundTrip();
    expect(second.events.map((happened) => (happened.facts as { text: string }).text)).toEqual(['r2', 'r3']);
    second.close();
    const restored = await openPush(test, a, { epoch: crypto.randomUUID(), after });
    await restored.roundTrip();
    expect(restored.stale).toEqual([true]);
    restored.close();
  });

  it('says with each answer to somebody signed in from which event push may go on', async () => {
    const a = await test.as(ann);
    await a.call(addNote, { text: 'p1' });
    await test.settle();
    const read = async () => {
      const answer = await a.raw('/api/v1/notes.listNotes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const [number, epoch] = (answer.headers.get('guiju-events') ?? '').split(' ');
      return { after: Number(number), epoch: epoch ?? '' };
    };
    const before = await read();
    await a.call(addNote, { text: 'p2' });
    await test.settle();
    const push = await openPush(test, a, before);
    await push.roundTrip();
    expect(push.events.map((happened) => (happened.facts as { text: string }).text)).toEqual(['p2']);
    expect((await read()).after).toBe(push.upTo());
    push.close();
    const visitor = await fetch(`${test.url}/api/v1/notes.listNotes`, { method: 'POST', body: '{}' });
    expect(visitor.headers.get('guiju-events')).toBeNull();
  });

  it('sweeps old answers away every night, and keeps the event log and the audit', async () => {
    const a = await test.as(ann);
    await a.call(addNote, { text: 'swept' });
    await test.settle();
    const counts = async () =>
      (
        await test.sql<{ commands: number; audits: number }>(
          `select (select count(*)::int from kernel.command) as commands, (select count(*)::int from kernel.audit) as audits`,
        )
      )[0];
    const before = await counts();
    await test.advance({ days: 2 });
    expect(await counts()).toEqual(before);
    await test.advance({ days: 31 });
    await test.advance({ days: 1 });
    expect(await counts()).toEqual({ commands: 0, audits: before?.audits });
  });

  it('finds what waits in a queue by its place, also where the plan was made while it was empty', async () => {
    const { steadyPool, readPool } = test.program.kernel.database;
    await test.settle();
    for (const [queue, place] of [
      ['kernel.event_pending', 'seq'],
      ['kernel.evidence_pending', 'position'],
    ]) {
      await test.sql(`vacuum analyze ${queue}`);
      const first = `explain (format text) select ctid from ${queue} order by ${place} limit 500`;
      const planOf = async (pool: typeof steadyPool) => JSON.stringify((await pool.query(first)).rows);
      expect(await planOf(readPool)).toContain('Seq Scan');
      expect(await planOf(steadyPool)).not.toContain('Seq Scan');
    }
  });

  it('leaves no trace of who called an operation without actor', async () => {
    const a = await test.as(ann);
    const before = await test.sql('select 1 from kernel.audit');
    await a.call(whisper, { text: 'psst' });
    await test.settle();
    expect(await test.sql('select 1 from kernel.audit')).toHaveLength(before.length);
    expect(await test.sql(`select 1 from kernel.command where operation = 'notes.whisper'`)).toHaveLength(0);
  });

  it('lets the application neither change nor remove what is append-only', async () => {
    const pool = test.program.kernel.database.writePool;
    for (const text of [
      'update kernel.audit set operation = operation',
      'delete from kernel.event',
      'truncate kernel.audit',
      'delete from kernel.evidence_link',
    ]) {
      await expect(pool.query(text), text).rejects.toThrow(/permission denied/);
    }
    await expect(
      test.program.kernel.database.readPool.query(`insert into kernel.subscriber values ('x', 1)`),
    ).rejects.toThrow(/read-only/);
  });
});
