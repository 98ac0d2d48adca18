import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallRefused, startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { addLater, addNote, ann, composition, listNotes } from './kernel.fixture.ts';

describe('when the ground shakes', () => {
  let test: TestProgram;
  beforeAll(async () => {
    test = await startTestProgram(composition);
  });
  afterAll(() => test.stop());

  /** The server ends every connection of this database, as a restart of PostgreSQL does. */
  const cutConnections = () =>
    test.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );

  it('goes on by itself after the database went away and came back', async () => {
    const a = await test.as(ann);
    await a.call(addNote, { text: 'before' });
    await test.settle();
    for (let round = 0; round < 5; round += 1) {
      const [answers] = await Promise.all([
        Promise.allSettled(Array.from({ length: 10 }, (_, index) => a.call(addNote, { text: `r${round} n${index}` }))),
        cutConnections(),
      ]);
      for (const answer of answers) {
        // Either it happened, or the declared failure says that the database is away and nothing is lost. Never a fault.
        if (answer.status === 'rejected') {
          expect(answer.reason).toBeInstanceOf(CallRefused);
          expect(answer.reason).toMatchObject({ status: 503, code: 'kernel.databaseAway' });
        }
      }
    }
    // A connection may learn that it was cut only when it is used; whoever is told so tries again.
    for (let done = false; !done; ) {
      done = await a.call(addNote, { text: 'after' }).then(
        () => true,
        (error: CallRefused) => {
          if (error.status !== 503) throw error;
          return false;
        },
      );
    }
    await test.settle();
    const { texts } = await a.call(listNotes, {});
    expect(texts).toContain('after');
    // What was acknowledged is there, and every note has exactly its event and its one effect.
    const [counts] = await test.sql<{ notes: string; seen: string; events: string }>(
      `select (select count(*) from notes.note) as notes, (select count(*) from notes.seen) as seen,
         (select count(*) from kernel.event where name = 'notes.noteAdded') as events`,
    );
    expect(counts?.seen).toBe(counts?.notes);
    expect(counts?.events).toBe(counts?.notes);
  });

  it('repeats a command whose answer was lost without doing it twice', async () => {
    const a = await test.as(ann);
    const commandId = crypto.randomUUID();
    const attempt = () => a.call(addNote, { text: 'answer lost' }, { commandId });
    await Promise.all([attempt().catch(() => undefined), cutConnections()]);
    let answer: { noteId: string } | undefined;
    while (!answer) {
      answer = await attempt().catch((error: CallRefused) => {
        if (error.status !== 503) throw error;
        return undefined;
      });
    }
    expect(await test.sql(`select id from notes.note where text = 'answer lost'`)).toEqual([{ id: answer.noteId }]);
  });

  it('says that the disk is full, leaves nothing half done, and takes the same command once there is room', async () => {
    const a = await test.as(ann);
    const commandId = crypto.randomUUID();
    const attempt = () => a.call(addNote, { text: 'no room' }, { commandId });
    await test.sql(`create function notes.disk_is_full() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: no space left on device' using errcode = '53100'; end $$`);
    await test.sql('create trigger disk_is_full before insert on notes.note execute function notes.disk_is_full()');
    await expect(attempt()).rejects.toMatchObject({ status: 507, code: 'kernel.storageFull' });
    await test.sql('drop trigger disk_is_full on notes.note');
    const { noteId } = await attempt();
    expect(await test.sql(`select id from notes.note where text = 'no room'`)).toEqual([{ id: noteId }]);
  });

  it('keeps order and timers when the clock jumps back and forth', async () => {
    const a = await test.as(ann);
    const { clock } = test.program.kernel;
    const jump = (hours: number) => clock.setOffsetMs(clock.offsetMs() + hours * 3_600_000);
    await a.call(addLater, { text: 'due in one hour' });
    const { noteId: first } = await a.call(addNote, { text: 'first' });
    jump(-48);
    const { noteId: second } = await a.call(addNote, { text: 'second' });
    expect(second > first).toBe(true);
    await test.settle();
    expect(await test.sql(`select 1 from notes.note where text = 'due in one hour'`)).toHaveLength(0);
    jump(48 + 2);
    await test.settle();
    expect(await test.sql(`select 1 from notes.note where text = 'due in one hour'`)).toHaveLength(1);
    const numbers = await test.sql<{ number: string }>('select number from kernel.event order by number');
    expect(new Set(numbers.map((row) => row.number)).size).toBe(numbers.length);
  });
});
