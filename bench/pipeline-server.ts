import { sql } from 'kysely';
import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { newSessionToken } from '#kernel/server/sessions/session-store.ts';
import { startMeasuredProgram } from './measured-program.ts';

// The measured program, in a process of its own: one small command with one insert, one event, one audit line.
const write = permission({ name: 'bench.write', sentence: { zh: '写', en: 'Write' }, reaches: ['company'] });
const added = event({
  name: 'bench.added',
  summary: { zh: '加了', en: 'Added' },
  facts: z.object({ noteId: id() }),
  topics: () => [],
});
const add = command({
  name: 'bench.add',
  summary: { zh: '加', en: 'Add' },
  access: write,
  input: z.object({ text: line(200) }),
  output: z.object({ noteId: id() }),
  perMinute: 100_000_000,
});
const bench = serverModule({
  contract: moduleContract({
    name: 'bench',
    title: { zh: '测量', en: 'Bench' },
    operations: [add],
    events: [added],
    permissions: [write],
  }),
  migrations: new URL('./pipeline-migrations/', import.meta.url),
  handlers: [
    handle<{ 'bench.note': { id: string; owner_id: string; text: string; at: string } }>()(
      add,
      async (context, { text }) => {
        const noteId = context.newId();
        await context.db
          .insertInto('bench.note')
          .values({ id: noteId, owner_id: context.person().personId, text, at: context.now.toString() })
          .execute();
        context.about('note', noteId);
        context.emit(added, { noteId });
        return { noteId };
      },
    ),
  ],
});

const { program, app, serve } = await startMeasuredProgram({
  modules: [bench],
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    load: async () => ({
      employerId: '00000000-0000-7000-8000-000000000001',
      language: 'zh',
      reaches: new Map([['bench.write', fullReach]]),
    }),
    within: () => sql<boolean>`true`,
  }),
});
const { token, hash } = newSessionToken();
const now = program.kernel.clock.now();
const personId = '00000000-0000-7000-8000-00000000000a';
await program.kernel.database.writePool.query(
  `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent)
   values ($1, $2, $3, 'password', $4, $4, $4, $5, '127.0.0.1', 'bench')`,
  [program.kernel.newId(), hash, personId, now.toString(), now.add({ hours: 24 }).toString()],
);
await serve({ token, tokenHash: hash.toString('hex'), personId, app });
