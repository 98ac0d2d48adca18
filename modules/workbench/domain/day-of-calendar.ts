import type { z } from 'zod';
import type { Words } from '#kernel/contract/words.ts';
import type { dayKind } from '../contract/operations.ts';

/** As much of a year of the work calendar as says what a day is. */
interface CalendarOfYear {
  /** Monday to Sunday; a day without segments is a rest day. */
  readonly week: readonly { readonly segments: readonly unknown[] }[];
  readonly days: readonly {
    readonly date: string;
    readonly day: { readonly kind: 'holiday' | 'workday'; readonly name: Words };
  }[];
}

/**
 * What kind of day a date is by the work calendar of its year, and what the calendar calls it.
 * `weekday`: 1 (Monday) to 7.
 */
export function dayOfCalendar(
  calendar: CalendarOfYear,
  date: string,
  weekday: number,
): { kind: z.infer<typeof dayKind>; name: Words | null } {
  const worksByWeek = (calendar.week[weekday - 1]?.segments.length ?? 0) > 0;
  const named = calendar.days.find((entry) => entry.date === date)?.day;
  if (named?.kind === 'holiday') return { kind: 'holiday', name: named.name };
  if (named) return { kind: worksByWeek ? 'workday' : 'makeUpWorkday', name: named.name };
  return { kind: worksByWeek ? 'workday' : 'restDay', name: null };
}
