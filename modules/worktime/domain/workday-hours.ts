import type { DayHours, WorkCalendar } from '../contract/work-calendar.ts';
import { type Reckoned, reckoned } from './reckoned.ts';

const REST: DayHours = { segments: [], half: false };

/**
 * The working hours of a date (in the calendar's time zone); no segments on a rest day or holiday. A make-up workday
 * without hours of its own has those of its weekday or, where that is a rest day, those of the week's first workday.
 */
export function workdayHours(calendar: WorkCalendar, date: Temporal.PlainDate): Reckoned<DayHours> {
  const byWeek = calendar.week[date.dayOfWeek - 1] ?? REST;
  const day = calendar.days[date.toString()];
  if (day === undefined) return reckoned(byWeek, calendar.years.includes(date.year) ? [] : [date.year]);
  if (day.kind === 'holiday') return reckoned(REST);
  if (day.hours !== undefined) return reckoned(day.hours);
  if (byWeek.segments.length > 0) return reckoned(byWeek);
  return reckoned(calendar.week.find((hours) => hours.segments.length > 0) ?? REST);
}

/** Whether anybody works on a date (in the calendar's time zone). */
export function isWorkday(calendar: WorkCalendar, date: Temporal.PlainDate): Reckoned<boolean> {
  const { value, unknownYears } = workdayHours(calendar, date);
  return reckoned(value.segments.length > 0, unknownYears);
}
