import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';

/** Half days compare as text: the morning of a day comes before its afternoon. */
export const halfDayKey = ({ date, half }: HalfDayShape): string => `${date} ${half === 'morning' ? 1 : 2}`;

/**
 * Where a leave ends that begins here and lasts so many days, to begin with: counted in calendar days, since what is a
 * workday is the server's to say.
 */
export function endOfLeave(from: HalfDayShape, days: number): HalfDayShape {
  const halves = Math.max(1, Math.round(days * 2)) - 1 + (from.half === 'afternoon' ? 1 : 0);
  const end = new Date(Date.parse(`${from.date}T00:00:00Z`) + Math.floor(halves / 2) * 86_400_000);
  return { date: end.toISOString().slice(0, 10), half: halves % 2 === 0 ? 'morning' : 'afternoon' };
}
