import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';

export const readMe = query({
  name: 'trial.readMe',
  summary: { zh: '我是谁', en: 'Who I am' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ personId: id(), name: z.string(), employerId: id() }),
});

/** A note with files, for people and departments. */
export const saveNote = command({
  name: 'trial.saveNote',
  summary: { zh: '存便签', en: 'Save a note' },
  access: 'signedIn',
  input: z.object({
    text: line(50),
    personIds: z.array(id()).min(1),
    departmentIds: z.array(id()).default([]),
    fileIds: z.array(id()).min(1),
  }),
  output: z.object({ noteId: id() }),
});

export const readNote = query({
  name: 'trial.readNote',
  summary: { zh: '看便签', en: 'Read a note' },
  access: 'signedIn',
  input: z.object({ noteId: id() }),
  output: z.object({
    text: z.string(),
    fileIds: z.array(id()),
    personIds: z.array(id()),
    departmentIds: z.array(id()),
  }),
});
