import type { Insertable } from 'kysely';
import type { CalendarDay } from '../contract/work-calendar.ts';
import type { WorktimeTables } from './worktime-tables.ts';

/** A day as columns of `worktime.calendar_day`. */
export function dayColumns(
  day: CalendarDay | { readonly kind: 'plain' },
): Omit<Insertable<WorktimeTables['worktime.calendar_day']>, 'calendar_id' | 'date'> {
  if (day.kind === 'plain') return { kind: 'plain', name_zh: null, name_en: null, statutory: false, hours: null };
  const named = { kind: day.kind, name_zh: day.name.zh, name_en: day.name.en };
  if (day.kind === 'holiday') return { ...named, statutory: day.statutory, hours: null };
  return { ...named, statutory: false, hours: day.hours === undefined ? null : JSON.stringify(day.hours) };
}
