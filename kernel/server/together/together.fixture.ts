import { CompiledQuery, sql } from 'kysely';
import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { failure, refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command } from '#kernel/contract/operation.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { handle, handleTogether, serverModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { readAhead, togetherReader } from './together-reader.ts';
import { togetherWriter } from './together-writer.ts';

// A module small enough to try committing together on: people add to tallies.
interface Tables {
  'tally.tally': { id: string; revision: number; value: number };
}
interface Row {
  readonly id: string;
  readonly before: number;
  readonly value: number;
}

const full = failure({
  code: 'tally.full',
  status: 409,
  words: { zh: '已满', en: 'Full' },
  facts: z.object({ value: z.number() }),
});
const added = event({
  name: 'tally.added',
  summary: { zh: '加了', en: 'Added' },
  facts: z.object({ id: z.string(), value: z.number() }),
  topics: () => ['company'],
});
const input = z.object({ id: z.string(), by: z.number(), alone: z.boolean().default(false) });
const output = z.object({ value: z.number() });

export const add = command({
  name: 'tally.add',
  summary: { zh: '加', en: 'Add' },
  access: 'signedIn',
  input,
  output,
  failures: [full],
});
/** Calls `add` as another module would, in its own transaction. */
export const addTwice = command({
  name: 'tally.addTwice',
  summary: { zh: '加两次', en: 'Add twice' },
  access: 'signedIn',
  input,
  output,
});

/** Ids that were looked up, in the order of looking. */
export const looked: string[] = [];

const rows = togetherReader<string, Omit<Row, 'before'> & { revision: number }>({
  name: 'tally.rows',
  run: async (db, ids) => {
    looked.push(...ids);
    const found = await sql<{ id: string; value: number; revision: number }>`
      select id, value, revision from tally.tally where id = any(${sql.val(ids)}::text[])`.execute(db);
    return ids.map((id) => found.rows.find((row) => row.id === id) as never);
  },
});
const writer = togetherWriter<Row>({
  name: 'tally.add',
  parameters: 1,
  ctes: (lock) => `x as (select * from json_to_recordset($1::json) as x(n int, id text, before int, value int)),
    held as (select t.id from tally.tally t join x on x.id = t.id and x.before = t.revision ${lock}),
    moved as (update tally.tally t set value = x.value, revision = t.revision + 1 from x join held using (id)
      where t.id = x.id returning t.id),
    written as (select x.n from x join moved using (id))`,
  values: (all) => [JSON.stringify(all.map((row, n) => ({ n, ...row })))],
});

/** What a test does between a decision and its writing. */
export const meanwhile: { run?: ((id: string) => Promise<void>) | undefined } = {};

const tally = serverModule({
  contract: moduleContract({
    name: 'tally',
    title: { zh: '计数', en: 'Tally' },
    operations: [add, addTwice],
    events: [added],
    failures: [full],
  }),
  migrations: new URL('../together-test-migrations/', import.meta.url),
  handlers: [
    handleTogether<Tables>()(add, {
      writer,
      keyOf: ({ id }) => id,
      ahead: (sent) => {
        const { data } = input.safeParse(sent);
        return data && readAhead(data.id, rows, data.id);
      },
      decide: async (context, { id, by, alone }) => {
        const row = await context.readTogether(rows, id);
        if (!row) throw refuse(notFound);
        const value = row.value + by;
        if (value > 100 && value < 1_000) throw refuse(full, { value: row.value });
        context.about('tally', id);
        context.emit(added, { id, value });
        await meanwhile.run?.(id);
        return {
          answer: { value },
          write: by === 0 ? undefined : { id, before: row.revision, value },
          ...(alone && {
            more: async (work) => {
              await work.db.executeQuery(
                CompiledQuery.raw('update tally.tally set value = value + 1 where id = $1', [id]),
              );
            },
          }),
        };
      },
    }),
    handle<Tables>()(addTwice, async (context, given) => {
      await context.call(add, given);
      return context.call(add, given);
    }),
  ],
});

export const composition: Composition = {
  modules: [tally],
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    load: async () => ({
      employerId: '00000000-0000-7000-8000-0000000000e1',
      language: 'zh',
      reaches: new Map([['tally.add', fullReach]]),
    }),
    within: () => sql<boolean>`true`,
  }),
};
