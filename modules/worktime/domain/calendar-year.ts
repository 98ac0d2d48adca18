import type { CalendarDay } from '../contract/work-calendar.ts';
import type { CalendarParts } from './inherit-calendar.ts';

type Days = Pick<CalendarParts, 'days'>;

/** One date of a year that differs from the week, and who said so. */
export type NamedDay = { date: string; day: CalendarDay; from: 'company' | 'employer' };

/** The dates of one year that differ from the week, in order, and those on which an employer doesn't follow the company. */
export function calendarYear(company: Days, own: Days | null, year: number): { days: NamedDay[]; plainDays: string[] } {
  const days: NamedDay[] = [];
  const plainDays: string[] = [];
  const dates = new Set([...Object.keys(company.days), ...Object.keys(own?.days ?? {})]);
  for (const date of [...dates].filter((one) => one.startsWith(`${year}-`)).sort()) {
    const owned = own?.days[date];
    const day = owned ?? company.days[date];
    if (day === undefined) continue;
    if (day.kind === 'plain') plainDays.push(date);
    else days.push({ date, day, from: owned === undefined ? 'company' : 'employer' });
  }
  return { days, plainDays };
}
