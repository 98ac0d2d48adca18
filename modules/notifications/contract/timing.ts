import { z } from 'zod';
import { type outsideChannel, outsideChannels } from './channels.ts';

/** When a channel tells: not at all, at once (outside quiet hours), or gathered at set times. */
export const timing = z.enum(['off', 'now', 'digest']);
export type Timing = z.infer<typeof timing>;

/** What the company says about a kind on a channel; what is mandatory nobody switches off. */
export const kindRule = z.strictObject({ timing, mandatory: z.boolean() });
export type KindRule = z.infer<typeof kindRule>;

/** A time of day in the time zone of the person's employer. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a person isn't disturbed: outside their working time, between two times of day (past midnight too), or never. */
export const quiet = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('outsideWork') }),
  z.strictObject({ mode: z.literal('hours'), from: timeOfDay, to: timeOfDay }),
  z.strictObject({ mode: z.literal('never') }),
]);
export type Quiet = z.infer<typeof quiet>;

/** How much of a notice leaves the house: only its kind; its words, unless the kind is private; everything. */
export const wordsOutside = z.enum(['kind', 'title', 'full']);
export type WordsOutside = z.infer<typeof wordsOutside>;

/** What holds for everybody of an employer unless they choose otherwise. */
export const outsideRules = z.strictObject({
  quiet,
  /** When what is gathered goes out. */
  digestTimes: z.array(timeOfDay).min(1).max(6),
  /** Minutes after which an urgent notice that nobody read goes out by text message, and by phone. */
  smsAfterMinutes: z.int().min(1).max(1_440),
  phoneAfterMinutes: z.int().min(1).max(1_440),
  /** Hours after which a notice with consequences, or an urgent one, counts as not delivered. */
  undeliveredAfterHours: z.int().min(1).max(720),
  words: z.strictObject(
    Object.fromEntries(outsideChannels.map((channel) => [channel, wordsOutside])) as Record<
      z.infer<typeof outsideChannel>,
      typeof wordsOutside
    >,
  ),
});
export type OutsideRules = z.infer<typeof outsideRules>;
