import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant } from '#kernel/contract/shapes.ts';

/** The thing that a notice is about, as its module names it: `{ type: 'approval', id }`. */
export const subject = z.object({ type: z.string().min(1).max(60), id: z.string().min(1).max(100) });

/** An address inside the app, beginning with one slash. */
export const inAppLink = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/);

/** What something depends on stays longer (`hasConsequences`), as contract/retention.ts says. */
const told = {
  purpose: 'communication',
  sensitivity: 'ordinary',
  retention: 'notice-2y',
  basis: 'hr-rules',
} as const;

/** A notice as the person it went to reads it. */
export const noticeRow = z.object({
  noticeId: id(),
  kind: z.string(),
  title: personal(z.string(), told),
  body: personal(z.string().nullable(), told),
  link: inAppLink.nullable(),
  about: subject,
  urgent: z.boolean(),
  /** The words are those that were sent, whatever the program says today. */
  hasConsequences: z.boolean(),
  sentAt: instant(),
  /** When it reached a device of the person; null: not yet. */
  deliveredAt: personal(instant().nullable(), told),
  /** When the person opened it or marked it as read; null: unread. */
  readAt: personal(instant().nullable(), told),
});
export type NoticeRow = z.infer<typeof noticeRow>;
