import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { query } from '#kernel/contract/operation.ts';
import { instant } from '#kernel/contract/shapes.ts';
import { cursorUnknown } from './failures.ts';
import { readEvents as mayReadEvents } from './permissions.ts';

/** An event as an application sees it. No `facts`: it happened; what it may know it reads by an operation. */
export const shownEvent = z.object({
  number: z.int(),
  name: z.string(),
  version: z.int(),
  at: instant(),
  facts: z.unknown().optional(),
});
export type ShownEvent = z.infer<typeof shownEvent>;

/** Also at `GET /api/v1/events?after=…&epoch=…&limit=…`. */
export const readEvents = query({
  name: 'integrations.readEvents',
  summary: {
    zh: '由程序读取游标之后的事件：按编号，不遗漏',
    en: 'Gives a program the events after its cursor, by number and without gaps',
  },
  access: mayReadEvents,
  byApplications: true,
  input: z.object({
    /** The number up to which it has read; left out: where the log is now. */
    after: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    /** As it came with that number. */
    epoch: z.uuid().optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.object({
    epoch: z.string(),
    events: z.array(shownEvent),
    /** The next cursor: all that concerns the application up to here has been given. */
    upTo: z.int(),
    /** Whether there is more to ask for at once. */
    more: z.boolean(),
  }),
  failures: [cursorUnknown, notFound],
});
