import type { WorkCalendar } from '../contract/work-calendar.ts';
import { type Reckoned, reckoned } from './reckoned.ts';
import { type Exemption, workingDays } from './working-days.ts';

const MINUTE = 60_000;

/**
 * Working minutes, with fractions, from one instant to another; exemptions (leave of the person, outages of the company)
 * don't count. 0 when `to` isn't after `from`. Source: W4, Z28.
 */
export function workingMinutesBetween(
  calendar: WorkCalendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
  exemptions: readonly Exemption[] = [],
): Reckoned<number> {
  const end = to.epochMilliseconds;
  if (end <= from.epochMilliseconds) return reckoned(0);
  // The end itself doesn't count, so that a stretch up to New Year's midnight asks nothing of the new year.
  const last = to.subtract({ milliseconds: 1 }).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const unknown: number[] = [];
  let worked = 0;
  for (const day of workingDays(calendar, from, exemptions)) {
    if (Temporal.PlainDate.compare(day.date, last) > 0) break;
    unknown.push(...day.unknownYears);
    for (const span of day.spans) worked += Math.max(0, Math.min(span.to, end) - span.from);
  }
  return reckoned(worked / MINUTE, unknown);
}
