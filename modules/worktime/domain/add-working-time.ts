import type { WorkCalendar } from '../contract/work-calendar.ts';
import { type Reckoned, reckoned } from './reckoned.ts';
import { type Exemption, workingDays } from './working-days.ts';

/** How much working time: minutes, or workdays (parts allowed); never negative. */
export type WorkingAmount = { readonly workingMinutes: number } | { readonly workdays: number };

const MINUTE = 60_000;

/** So many days in a row without working time mean that there is none. */
const BARREN_DAYS = 1100;

/**
 * The instant at which so much working time has passed since `from`; exemptions don't count. One workday is the working
 * hours of one day: from three o'clock to three o'clock of the next workday, or, where days have different hours, to the
 * same share of the next day's; a half day gives half a workday. The answer lies within working time (at its end where
 * the amount ends with it); an amount of nothing gives the next working instant. Whole milliseconds.
 * `null`: no working time in the next three years (a week of rest days, an exemption without end). Source: approvals.md 限时, W4.
 * @throws RangeError when the amount is negative or no number.
 */
export function addWorkingTime(
  calendar: WorkCalendar,
  from: Temporal.Instant,
  amount: WorkingAmount,
  exemptions: readonly Exemption[] = [],
): Reckoned<Temporal.Instant | null> {
  const byDays = 'workdays' in amount;
  let left = byDays ? amount.workdays : amount.workingMinutes;
  if (!(left >= 0 && left < Number.POSITIVE_INFINITY)) throw new RangeError(`not an amount of working time: ${left}`);
  const unknown: number[] = [];
  let barren = 0;
  for (const day of workingDays(calendar, from, exemptions)) {
    unknown.push(...day.unknownYears);
    const unit = byDays ? day.length / day.workdays : MINUTE;
    for (const span of day.spans) {
      const needed = Math.round(left * unit);
      const there = span.to - span.from;
      if (needed <= there) return reckoned(Temporal.Instant.fromEpochMilliseconds(span.from + needed), unknown);
      left -= there / unit;
    }
    barren = day.spans.length > 0 ? 0 : barren + 1;
    if (barren === BARREN_DAYS) break;
  }
  return reckoned(null, unknown);
}

/** `from` itself when it lies in working time, otherwise when working time next begins; `null` when it never does. */
export function nextWorkingInstant(
  calendar: WorkCalendar,
  from: Temporal.Instant,
  exemptions: readonly Exemption[] = [],
): Reckoned<Temporal.Instant | null> {
  return addWorkingTime(calendar, from, { workingMinutes: 0 }, exemptions);
}
