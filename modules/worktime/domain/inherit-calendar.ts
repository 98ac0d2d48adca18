import type { CalendarDay, Week, WorkCalendar } from '../contract/work-calendar.ts';

/**
 * What an employer changed of the company's calendar. `plain`: the company's exception doesn't hold here, the date is
 * as its weekday. `years`: those whose holidays it entered itself. `null`: as the company.
 */
export type CalendarChanges = {
  readonly timeZone: string;
  readonly week: Week | null;
  readonly days: Readonly<Record<string, CalendarDay | { readonly kind: 'plain' }>>;
  readonly years: readonly number[];
};

/** The calendar of an employer: the company's, with the employer's own time zone, hours and days put over it. */
export function inheritCalendar(company: Omit<WorkCalendar, 'timeZone'>, own: CalendarChanges): WorkCalendar {
  const days: Record<string, CalendarDay> = { ...company.days };
  for (const [date, day] of Object.entries(own.days)) {
    if (day.kind === 'plain') delete days[date];
    else days[date] = day;
  }
  return {
    timeZone: own.timeZone,
    week: own.week ?? company.week,
    days,
    years: [...new Set([...company.years, ...own.years])].sort((a, b) => a - b),
  };
}
