import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { day, id, instant } from '#kernel/contract/shapes.ts';

const unknownYears = z.array(z.int());

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
    questions: z.array(z.strictObject({ key: z.string().max(200), personId: id(), from: instant(), amount })).max(200),
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
  input: z.strictObject({ personId: id(), from: halfDayShape, to: halfDayShape }),
  /** `days` in steps of 0.5; null: no working time known. `begins` and `ends`: the stretch of time that they cover. */
  output: z.object({
    days: z.number().nullable(),
    begins: instant().nullable(),
    ends: instant().nullable(),
    unknownYears,
  }),
});
