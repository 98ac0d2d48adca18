/** A stretch of wall-clock time, `2026-03-02T18:00`, the end not included. Such texts compare in their order. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

interface HalfDay {
  readonly date: string;
  readonly half: 'morning' | 'afternoon';
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** From one half day to another, both included. A morning ends and an afternoon begins at noon. */
export const spanOfHalfDays = (from: HalfDay, to: HalfDay): Span => ({
  from: `${from.date}T${from.half === 'morning' ? '00' : '12'}:00`,
  to: to.half === 'morning' ? `${to.date}T12:00` : `${dayAfter(to.date)}T00:00`,
});

/** Clock times of a date; an end that isn't later than the beginning is the next day's. */
export const spanOfClock = (date: string, from: string, to: string): Span => ({
  from: `${date}T${from}`,
  to: `${to > from ? date : dayAfter(date)}T${to}`,
});

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;
