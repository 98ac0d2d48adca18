import type { DayKind } from '../contract/shapes.ts';

/** As much of a work calendar as tells what kind of day a date is. */
interface Calendar {
  readonly week: readonly { readonly segments: readonly unknown[] }[];
  readonly days: Readonly<
    Record<string, { readonly kind: 'workday' } | { readonly kind: 'holiday'; readonly statutory: boolean }>
  >;
}

/** Workday, rest day or statutory holiday. Days off around a holiday, which make-up workdays pay for, are rest days (劳动法 44). */
export function kindOfDay({ week, days }: Calendar, date: string): DayKind {
  const named = days[date];
  if (named?.kind === 'workday') return 'workday';
  if (named?.kind === 'holiday') return named.statutory ? 'holiday' : 'restDay';
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (week[weekday]?.segments.length ?? 0) > 0 ? 'workday' : 'restDay';
}
