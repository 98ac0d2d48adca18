import type { CalendarDay, Week, WorkCalendar } from '../contract/work-calendar.ts';

/**
 * A calendar as somebody entered it: the company's, or what an employer changes of it. `week` null: the company's.
 * `plain`: the company's exception doesn't hold here, the date is as its weekday. `years`: those whose holidays are
 * entered here.
 */
export type CalendarParts = {
  readonly week: Week | null;
  readonly days: Readonly<Record<string, CalendarDay | { readonly kind: 'plain' }>>;
  readonly years: readonly number[];
};

/** The calendar that holds in an employer's time zone: the company's, with the employer's own parts put over it. */
export function inheritCalendar(
  timeZone: string,
  company: CalendarParts & { readonly week: Week },
  own: CalendarParts | null,
): WorkCalendar {
  const days: Record<string, CalendarDay> = {};
  for (const [date, day] of Object.entries({ ...company.days, ...own?.days })) {
    if (day.kind !== 'plain') days[date] = day;
  }
  return {
    timeZone,
    week: own?.week ?? company.week,
    days,
    years: [...new Set([...company.years, ...(own?.years ?? [])])].sort((a, b) => a - b),
  };
}
