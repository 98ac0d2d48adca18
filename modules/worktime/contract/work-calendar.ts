import { z } from 'zod';
import { day, line } from '#kernel/contract/shapes.ts';

/** A date of the calendar, `2026-02-14`, in the calendar's own time zone. */
export const calendarDateShape = day();

/** Hours and minutes since the midnight that the date begins with: `09:00`; `26:00` is two o'clock of the next day. */
export const wallTimeShape = z.string().regex(/^(?:(?:[0-3]\d|4[0-7]):[0-5]\d|48:00)$/);

/** A stretch of work without a break, `from` before `to`. A night shift goes past `24:00`. */
export const segmentShape = z.strictObject({ from: wallTimeShape, to: wallTimeShape });

/** The working hours of one day, in order; none means a rest day. `half`: the day counts as half a workday. */
export const dayHoursShape = z.strictObject({ segments: z.array(segmentShape).max(8), half: z.boolean() });

/** The hours of Monday to Sunday. */
export const weekShape = z.tuple([
  dayHoursShape,
  dayHoursShape,
  dayHoursShape,
  dayHoursShape,
  dayHoursShape,
  dayHoursShape,
  dayHoursShape,
]);

/** A name that people gave to a day, in both languages. */
export const dayNameShape = z.strictObject({ zh: line(40), en: line(80) });

/** A day on which nobody works. `statutory`: one of the public holidays of the law, on which work is paid threefold. */
export const holidayShape = z.strictObject({
  kind: z.literal('holiday'),
  name: dayNameShape,
  statutory: z.boolean(),
});

/**
 * A workday whatever the week says, most often a make-up workday. Without `hours` it has those of its weekday or, where
 * its weekday is a rest day, those of the first workday of the week.
 */
export const workdayShape = z.strictObject({
  kind: z.literal('workday'),
  name: dayNameShape,
  hours: dayHoursShape.extend({ segments: dayHoursShape.shape.segments.min(1) }).optional(),
});

/** What makes one date differ from its weekday. */
export const calendarDayShape = z.discriminatedUnion('kind', [holidayShape, workdayShape]);

/**
 * When people work: the whole of what the functions in `domain/` need. `years` are those whose holidays somebody
 * entered or imported; in any other year the week alone is known, and every answer says so.
 */
export const workCalendarShape = z.strictObject({
  timeZone: z.string(),
  week: weekShape,
  days: z.record(calendarDateShape, calendarDayShape),
  years: z.array(z.int()),
});

export type Segment = z.infer<typeof segmentShape>;
export type DayHours = z.infer<typeof dayHoursShape>;
export type Week = z.infer<typeof weekShape>;
export type CalendarDay = z.infer<typeof calendarDayShape>;
export type WorkCalendar = z.infer<typeof workCalendarShape>;

/**
 * The working time of one person. Someone on shifts whose roster nobody entered has no working time known: no deadline
 * runs against such a person, and no case is made (requirements W4, Z28).
 */
export const workingTimeShape = z.discriminatedUnion('known', [
  z.strictObject({ known: z.literal(true), calendar: workCalendarShape }),
  z.strictObject({ known: z.literal(false), reason: z.literal('noRoster') }),
]);
export type WorkingTime = z.infer<typeof workingTimeShape>;
