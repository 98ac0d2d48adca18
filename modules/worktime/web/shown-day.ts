import type { OutputOf } from '#kernel/contract/operation.ts';
import type { readCalendar } from '../contract/operations.ts';
import type { CalendarDay } from '../contract/work-calendar.ts';

export type CalendarAnswer = OutputOf<typeof readCalendar>;

/** One date as the calendar shows it. */
export interface ShownDay {
  readonly date: string;
  /** 0 = Monday. */
  readonly weekday: number;
  readonly works: boolean;
  readonly named?: { readonly day: CalendarDay; readonly from: 'company' | 'employer' } | undefined;
  /** The employer doesn't follow the company's exception. */
  readonly plain: boolean;
}

/** The days of a year by month. Counts on UTC days, since a date has no hours; browsers without Temporal show it too. */
export function shownMonths(calendar: CalendarAnswer): ShownDay[][] {
  const named = new Map(calendar.days.map((entry) => [entry.date, entry]));
  const plain = new Set(calendar.plainDays);
  const months: ShownDay[][] = Array.from({ length: 12 }, () => []);
  for (let time = Date.UTC(calendar.year, 0, 1); ; time += 86_400_000) {
    const day = new Date(time);
    if (day.getUTCFullYear() !== calendar.year) return months;
    const date = day.toISOString().slice(0, 10);
    const weekday = (day.getUTCDay() + 6) % 7;
    const entry = named.get(date);
    months[day.getUTCMonth()]?.push({
      date,
      weekday,
      works: entry ? entry.day.kind === 'workday' : worksOn(calendar, weekday),
      named: entry,
      plain: plain.has(date),
    });
  }
}

/** Whether a weekday (0 = Monday) is worked. */
export const worksOn = (calendar: Pick<CalendarAnswer, 'week'>, weekday: number): boolean =>
  (calendar.week[weekday]?.segments.length ?? 0) > 0;
