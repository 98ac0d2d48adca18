import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { day, id, instant } from '#kernel/contract/shapes.ts';

/** Years that an answer rests on and of which only the week is known: say so, and let no consequence rest on it. */
const unknownYears = z.array(z.int());

/** Stretches of time that don't count: leave of the person, outages of the company. `to` null: not ended yet. */
const exemptions = z
  .array(z.strictObject({ from: instant(), to: instant().nullable() }))
  .max(1000)
  .default([]);

/** Nothing longer is counted day by day. */
const MOST_DAYS = 20 * 366;
const countable = (from: string, to: string) => Date.parse(to) - Date.parse(from) <= MOST_DAYS * 86_400_000;

/** The morning or the afternoon of a date, in the time zone of the person's employer. */
export const halfDayShape = z.strictObject({ date: day(), half: z.enum(['morning', 'afternoon']) });
export type HalfDayShape = z.infer<typeof halfDayShape>;

const amount = z.union([
  z.strictObject({ workingMinutes: z.number().min(0).max(1_000_000) }),
  z.strictObject({ workdays: z.number().min(0).max(10_000) }),
]);

export const reckonDeadlines = query({
  name: 'worktime.reckonDeadlines',
  summary: {
    zh: '从某时起经过若干工作时间是什么时候',
    en: 'Tell when so much working time of people will have passed',
  },
  access: 'signedIn',
  input: z.strictObject({
    questions: z
      .array(z.strictObject({ key: z.string().max(200), personId: id(), from: instant(), amount, exemptions }))
      .max(200),
  }),
  /** `at` null: no working time known, or none ahead; then no deadline runs. `unknownYears`: reckoned by the week alone. */
  output: z.object({
    answers: z.array(z.object({ key: z.string(), at: instant().nullable(), unknownYears })),
  }),
});

export const countWorkdays = query({
  name: 'worktime.countWorkdays',
  summary: { zh: '两个半天之间有多少个工作日', en: 'Count the workdays between two half days, both included' },
  access: 'signedIn',
  input: z
    .strictObject({ personId: id(), from: halfDayShape, to: halfDayShape })
    .refine(({ from, to }) => countable(from.date, to.date), { path: ['to'] }),
  /** `days` in steps of 0.5; null: no working time known. `begins` and `ends`: the stretch of time that they cover. */
  output: z.object({
    days: z.number().nullable(),
    begins: instant().nullable(),
    ends: instant().nullable(),
    unknownYears,
  }),
});

export const countWorkingMinutes = query({
  name: 'worktime.countWorkingMinutes',
  summary: { zh: '一段时间里有多少工作分钟', en: 'Count the working minutes of a person between two instants' },
  access: 'signedIn',
  input: z
    .strictObject({ personId: id(), from: instant(), to: instant(), exemptions })
    .refine(({ from, to }) => countable(from, to), { path: ['to'] }),
  /** With fractions, 0 where `to` isn't after `from`; null: no working time known. */
  output: z.object({ minutes: z.number().nullable(), unknownYears }),
});

/** The same of many stretches at once, answered in the order of the questions. */
export const countWorkingMinutesOf = query({
  name: 'worktime.countWorkingMinutesOf',
  summary: {
    zh: '多人各一段时间里有多少工作分钟',
    en: 'Count the working minutes of people between instants, many at once',
  },
  access: 'signedIn',
  input: z.strictObject({
    questions: z
      .array(
        z
          .strictObject({ personId: id(), from: instant(), to: instant() })
          .refine(({ from, to }) => countable(from, to), { path: ['to'] }),
      )
      .max(200),
  }),
  output: z.object({ answers: z.array(z.object({ minutes: z.number().nullable(), unknownYears })) }),
});
