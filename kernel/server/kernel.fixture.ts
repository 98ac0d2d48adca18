import { sql } from 'kysely';
import { z } from 'zod';
import { onPush } from '#kernel/contract/cache.ts';
import { event } from '#kernel/contract/event.ts';
import { failure, refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command, job, query, unattributed, upload } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { guard, handle, onTimer, serverModule, subscriber } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

// A module small enough to try every part of the kernel on: people add notes.
interface Tables {
  'notes.note': { id: string; owner_id: string; text: string; at: string };
  'notes.seen': { number: number; note_id: string };
}

const write = permission({
  name: 'notes.write',
  sentence: { zh: '写便签', en: 'Write notes' },
  reaches: ['self', 'company'],
});
const taken = failure({
  code: 'notes.taken',
  status: 409,
  words: { zh: '已有 {text}', en: '{text} exists' },
  facts: z.object({ text: z.string() }),
});
const noteAdded = event({
  name: 'notes.noteAdded',
  summary: { zh: '加了便签', en: 'A note was added' },
  facts: z.object({ noteId: id(), ownerId: id(), text: z.string() }),
  topics: (facts) => [`person:${facts.ownerId}`],
});
export const addNote = command({
  name: 'notes.addNote',
  summary: { zh: '加便签', en: 'Add a note' },
  access: write,
  input: z.object({ text: line(20) }),
  output: z.object({ noteId: id() }),
  failures: [taken],
});
export const listNotes = query({
  name: 'notes.listNotes',
  summary: { zh: '便签', en: 'Notes' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ texts: z.array(z.string()) }),
});
export const readNote = query({
  name: 'notes.readNote',
  summary: { zh: '便签', en: 'Note' },
  access: 'signedIn',
  input: z.object({ noteId: id() }),
  output: z.object({ text: z.string() }),
});
export const addTwice = command({
  name: 'notes.addTwice',
  summary: { zh: '加两张', en: 'Add two' },
  access: write,
  input: z.object({ text: line(20), fail: z.boolean().default(false) }),
  output: z.object({}),
});
export const breakDown = command({
  name: 'notes.breakDown',
  summary: { zh: '坏', en: 'Break' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({}),
});
export const addLater = command({
  name: 'notes.addLater',
  summary: { zh: '稍后', en: 'Later' },
  access: write,
  input: z.object({ text: line(20) }),
  output: z.object({}),
});
export const addFile = upload({
  name: 'notes.addFile',
  summary: { zh: '文件', en: 'File' },
  access: write,
  maxBytes: 100,
  input: z.object({}),
  output: z.object({ bytes: z.int(), name: z.string() }),
});
export const addMany = job({
  name: 'notes.addMany',
  summary: { zh: '许多', en: 'Many' },
  access: write,
  input: z.object({ texts: z.array(line(20)) }),
  output: z.object({ added: z.int() }),
});
export const whisper = unattributed({
  name: 'notes.whisper',
  summary: { zh: '匿名', en: 'Unattributed' },
  access: 'visitor',
  input: z.object({ text: line(20) }),
  output: z.object({}),
});

const contract = moduleContract({
  name: 'notes',
  title: { zh: '便签', en: 'Notes' },
  operations: [addNote, listNotes, readNote, addTwice, breakDown, addLater, addFile, addMany, whisper],
  events: [noteAdded],
  permissions: [write],
  failures: [taken],
});

const dueNote = timer({ name: 'notes.due', input: z.object({ text: z.string(), ownerId: z.string() }) });
let crashes = 0;

const notes = serverModule({
  contract,
  migrations: new URL('./kernel-test-migrations/', import.meta.url),
  handlers: [
    handle<Tables>()(addNote, async (context, { text }) => {
      const owner = context.actor.kind === 'person' ? context.actor.personId : '00000000-0000-7000-8000-000000000000';
      const held = await context.db
        .selectFrom('notes.note')
        .select('id')
        .where('text', '=', text)
        .where('owner_id', '=', owner)
        .executeTakeFirst();
      if (held) throw refuse(taken, { text });
      const noteId = context.newId();
      await context.db
        .insertInto('notes.note')
        .values({ id: noteId, owner_id: owner, text, at: context.now.toString() })
        .execute();
      context.about('note', noteId);
      context.emit(noteAdded, { noteId, ownerId: owner, text });
      return { noteId };
    }),
    handle<Tables>()(listNotes, async (context) => ({
      texts: (
        await context.db
          .selectFrom('notes.note')
          .select('text')
          .where('owner_id', '=', context.person().personId)
          .orderBy('id')
          .execute()
      ).map((row) => row.text),
    })),
    handle<Tables>()(readNote, async (context, { noteId }) => {
      const row = await context.db
        .selectFrom('notes.note')
        .select('text')
        .where('id', '=', noteId)
        .where('owner_id', '=', context.person().personId)
        .executeTakeFirst();
      if (!row) throw refuse(notFound);
      return { text: row.text };
    }),
    handle<Tables>()(addTwice, async (context, { text, fail }) => {
      await context.call(addNote, { text: `${text} 1` });
      if (fail) throw refuse(taken, { text });
      await context.callAs({ name: 'notes.twice', permissions: [write] }, addNote, { text: `${text} 2` });
      return {};
    }),
    handle<Tables>()(breakDown, async () => {
      throw new Error('unforeseen');
    }),
    handle<Tables>()(addLater, async (context, { text }) => {
      await context.schedule(dueNote, {
        key: text,
        at: context.now.add({ hours: 1 }),
        input: { text, ownerId: context.person().personId },
      });
      return {};
    }),
    handle<Tables>()(addFile, async (context) => ({ bytes: context.file.bytes.length, name: context.file.name })),
    handle<Tables>()(addMany, async (context, { texts }) => {
      for (const [index, text] of texts.entries()) {
        await context.call(addNote, { text });
        context.progress(index + 1, texts.length);
      }
      return { added: texts.length };
    }),
    handle<Tables>()(whisper, async (context, { text }) => {
      await context.db
        .insertInto('notes.note')
        .values({
          id: context.newId(),
          owner_id: '00000000-0000-7000-8000-000000000001',
          text,
          at: context.now.toString(),
        })
        .execute();
      return {};
    }),
  ],
  guards: [
    guard<Tables>()('notes.noSwearing', addNote, async (_context, { text }) => {
      if (text === 'forbidden') throw refuse(taken, { text });
    }),
  ],
  subscribers: [
    subscriber<Tables>()('notes.onNoteAdded', noteAdded, async (context, happened) => {
      if (happened.facts.text === 'poison') throw new Error('cannot digest');
      if (happened.facts.text === 'hiccup' && crashes++ === 0) throw new Error('once');
      await context.db
        .insertInto('notes.seen')
        .values({ number: happened.number, note_id: happened.facts.noteId })
        .execute();
    }),
  ],
  timers: [
    onTimer<Tables>()(dueNote, async (context, { text, ownerId }) => {
      const noteId = context.newId();
      await context.db
        .insertInto('notes.note')
        .values({ id: noteId, owner_id: ownerId, text, at: context.now.toString() })
        .execute();
      context.emit(noteAdded, { noteId, ownerId, text });
    }),
  ],
});

export const ann = '00000000-0000-7000-8000-00000000000a';
export const bob = '00000000-0000-7000-8000-00000000000b';
export const guest = '00000000-0000-7000-8000-00000000000c';

export const composition: Composition = {
  modules: [notes],
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    load: async (personId) => ({
      employerId: '00000000-0000-7000-8000-0000000000e1',
      language: 'zh',
      reaches: new Map(personId === guest ? [] : [['notes.write', fullReach]]),
    }),
    within: () => sql<boolean>`true`,
  }),
};

export const rules = [
  onPush(noteAdded, (facts, cache) => cache.update(listNotes, (answer) => ({ texts: [...answer.texts, facts.text] }))),
];
