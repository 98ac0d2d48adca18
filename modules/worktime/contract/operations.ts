import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id } from '#kernel/contract/shapes.ts';
import { badWorkingHours, noDataForYear } from './failures.ts';
import { manageCalendar } from './permissions.ts';
import { calendarDayShape, weekShape, workingTimeShape } from './work-calendar.ts';

/** Whose calendar: an employer's, or (null) the company's. */
const owner = { employerId: id().nullable() };
const year = z.int().min(2000).max(2200);

export const readCalendar = query({
  name: 'worktime.readCalendar',
  summary: { zh: '查看一年的工作日历', en: 'Show the work calendar of a year' },
  access: 'signedIn',
  /** Without a year: the present one, where the reader works. */
  input: z.strictObject({ ...owner, year: year.optional() }),
  output: z.object({
    ...owner,
    year,
    revision: z.int(),
    /** The hours are the company's. */
    followsCompanyHours: z.boolean(),
    week: weekShape,
    /** The days of the year that differ from the week, by date. */
    days: z.array(z.object({ date: day(), day: calendarDayShape, from: z.enum(['company', 'employer']) })),
    /** Dates on which the company's exception doesn't hold for this employer. */
    plainDays: z.array(day()),
    /** Somebody entered the holidays of this year. Where not, nothing is known but the week. */
    known: z.boolean(),
    /** It is this calendar itself that says so, not only the company's. */
    knownHere: z.boolean(),
    /** This year is ending, and nobody entered the holidays of the next. */
    nextYearMissing: z.boolean(),
    /** The program brings the official holidays of this year. */
    official: z.boolean(),
    may: z.array(z.literal('manage')),
  }),
});

export const readWorkingTime = query({
  name: 'worktime.readWorkingTime',
  summary: { zh: '取得一个人的工作时间', en: 'Get the working time of a person' },
  access: 'signedIn',
  input: z.strictObject({ personId: id() }),
  output: workingTimeShape,
});

export const saveWorkingHours = command({
  name: 'worktime.saveWorkingHours',
  summary: { zh: '设置每周工作时间', en: 'Set the weekly working hours' },
  access: manageCalendar,
  /** `week` null: follow the company (of an employer only). `revision`: the one that was shown. */
  input: z
    .strictObject({ ...owner, revision: z.int(), week: weekShape.nullable() })
    .refine(({ employerId, week }) => employerId !== null || week !== null, { path: ['week'] }),
  output: z.object({ revision: z.int() }),
  failures: [badWorkingHours],
});

export const saveCalendarDay = command({
  name: 'worktime.saveCalendarDay',
  summary: { zh: '设置一天为节假日、上班日或平常日', en: 'Make a day a holiday, a workday or an ordinary day' },
  access: manageCalendar,
  /** `plain`: the day is as its weekday. `asCompany`: an employer takes what the company says of the day. */
  input: z.strictObject({
    ...owner,
    date: day(),
    day: z.union([
      calendarDayShape,
      z.strictObject({ kind: z.literal('plain') }),
      z.strictObject({ kind: z.literal('asCompany') }),
    ]),
  }),
  output: z.object({ revision: z.int() }),
  failures: [badWorkingHours],
});

export const importYear = command({
  name: 'worktime.importYear',
  summary: { zh: '导入一年的法定节假日安排', en: 'Take in the official holidays of a year' },
  access: manageCalendar,
  input: z.strictObject({ ...owner, year }),
  /** Days that somebody had entered before stay as they are. */
  output: z.object({ revision: z.int(), added: z.int(), kept: z.int(), source: z.string() }),
  failures: [noDataForYear],
});

export const confirmYear = command({
  name: 'worktime.confirmYear',
  summary: { zh: '确认一年的节假日已填全', en: 'Confirm that the holidays of a year are complete' },
  access: manageCalendar,
  input: z.strictObject({ ...owner, year, complete: z.boolean() }),
  output: z.object({ revision: z.int() }),
});
