import { emptySpread, spreadClass } from '../../domain/statistics/spread.ts';

/** What figures are kept by; null where it doesn't apply. */
export interface FigureKey {
  readonly what: 'request' | 'task' | 'person';
  readonly day: string;
  readonly kind: string;
  readonly node_id: string | null;
  readonly outcome: string | null;
  readonly employer_id: string;
  readonly department_id: string | null;
  readonly person_id: string | null;
}

/** One thing to be counted. Minutes null: not measured. */
export interface Figure extends FigureKey {
  readonly version: number;
  readonly limited: number;
  readonly overdue: number;
  readonly elapsed: number | null;
  readonly working: number | null;
  readonly people: readonly string[];
  readonly applicants: readonly string[];
}

/** A row to be added to the table. */
export interface FigureRow extends FigureKey {
  readonly grain: 'day' | 'month';
  readonly version: number;
  readonly count: number;
  readonly limited: number;
  readonly overdue: number;
  readonly elapsed: number;
  readonly elapsed_spread: readonly number[];
  readonly working: number;
  readonly working_spread: readonly number[];
  readonly people: readonly string[];
  readonly applicants: readonly string[];
}

const mostNamed = 3;
const spreadOf = (minutes: number | null) => {
  const spread = emptySpread();
  if (minutes !== null) spread[spreadClass(minutes)] = 1;
  return spread;
};
const added = (one: readonly number[], other: readonly number[]) => one.map((value, at) => value + (other[at] ?? 0));
const named = (one: readonly string[], other: readonly string[]) =>
  [...new Set([...one, ...other])].slice(0, mostNamed);

/** What is counted at once, as rows: each key once for the day and once for the month, in the order of the keys. */
export function figureRows(figures: readonly Figure[]): FigureRow[] {
  const rows = new Map<string, FigureRow>();
  for (const figure of figures) {
    for (const grain of ['day', 'month'] as const) {
      const { what, kind, node_id, outcome, employer_id, department_id, person_id } = figure;
      const day = grain === 'day' ? figure.day : `${figure.day.slice(0, 7)}-01`;
      const row: FigureRow = {
        ...figure,
        grain,
        day,
        count: 1,
        elapsed: figure.elapsed ?? 0,
        elapsed_spread: spreadOf(figure.elapsed),
        working: figure.working ?? 0,
        working_spread: spreadOf(figure.working),
        people: named(figure.people, []),
        applicants: named(figure.applicants, []),
      };
      const key = JSON.stringify([what, grain, day, kind, node_id, outcome, employer_id, department_id, person_id]);
      const known = rows.get(key);
      rows.set(key, known ? joined(known, row) : row);
    }
  }
  // Always in one order, so that two who count at once never wait for each other in a circle.
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

const joined = (one: FigureRow, other: FigureRow): FigureRow => ({
  ...one,
  version: Math.max(one.version, other.version),
  count: one.count + other.count,
  limited: one.limited + other.limited,
  overdue: one.overdue + other.overdue,
  elapsed: one.elapsed + other.elapsed,
  elapsed_spread: added(one.elapsed_spread, other.elapsed_spread),
  working: one.working + other.working,
  working_spread: added(one.working_spread, other.working_spread),
  people: named(one.people, other.people),
  applicants: named(one.applicants, other.applicants),
});
