import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, words } from '#kernel/contract/shapes.ts';

/** A page of the app that somebody pinned, by its path. */
export const shortcutPath = z
  .string()
  .max(100)
  .regex(/^\/(?![/\\])[\w\-./~]*$/);

/** What kind of day it is where somebody works. `makeUpWorkday`: worked although its weekday is a rest day. */
export const dayKind = z.enum(['workday', 'makeUpWorkday', 'restDay', 'holiday']);

export const readWorkbench = query({
  name: 'workbench.readWorkbench',
  summary: { zh: '我的工作台：今天、快捷方式', en: 'My workbench: the day, my shortcuts' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    personId: id(),
    /** The date where the reader works. */
    today: day(),
    kind: dayKind,
    /** What the calendar calls the day, where it has a name. */
    name: words.nullable(),
    /** Somebody entered the holidays of this year; where not, `kind` goes by the weekday alone. */
    calendarKnown: z.boolean(),
    /** In the person's order. */
    shortcuts: z.array(shortcutPath),
  }),
});

export const saveShortcuts = command({
  name: 'workbench.saveShortcuts',
  summary: { zh: '保存快捷方式及其顺序', en: 'Save which shortcuts I want, in which order' },
  access: 'signedIn',
  input: z.object({
    paths: z
      .array(shortcutPath)
      .max(24)
      .refine((paths) => new Set(paths).size === paths.length, { error: '2×' }),
  }),
  output: z.object({}),
});
