import type { ExpressionValue } from '#kernel/expressions/expression.ts';
import type { CellField, TableField } from '../../contract/form-design.ts';
import type { CompoundValue, TableRow } from '../../contract/form-values.ts';
import { partName, partsOf } from './types-of.ts';

type Scope = Record<string, ExpressionValue>;

const halves = { morning: 0, afternoon: 1 } as const;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Days from one half day to another, both included: from a morning to the same afternoon is 1, to itself 0.5. */
export function daysBetween(from: HalfDay, to: HalfDay): number {
  const begins = dayNumber(from.date) * 2 + halves[from.half ?? 'morning'];
  const ends = dayNumber(to.date) * 2 + halves[to.half ?? 'afternoon'];
  return (ends - begins + 1) / 2;
}
interface HalfDay {
  readonly date: string;
  readonly half?: keyof typeof halves | undefined;
}

/** Hours from `09:30` to `18:00`; an end that isn't later is the next day's. To two digits. */
function hoursBetween(from: string, to: string): number {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const length = minutes(to) - minutes(from);
  return Math.round(((length > 0 ? length : length + 1440) / 60) * 100) / 100;
}

/** Values of the parts of a field that is filled in; what isn't there is left out. */
function partValues(field: CellField, value: unknown): Readonly<Record<string, ExpressionValue | undefined>> {
  switch (field.kind) {
    case 'choice':
    case 'person':
    case 'department':
      if (!field.multiple) return { '': value as string };
      return { '': `,${(value as string[]).join(',')},`, count: (value as string[]).length };
    case 'file':
    case 'image':
    case 'relatedApproval':
      return { count: (value as string[]).length };
    case 'dateRange': {
      const { from, to } = value as CompoundValue<'dateRange'>;
      return { from: from.date, to: to.date, days: daysBetween(from, to) };
    }
    case 'leave': {
      const { kind, from, to } = value as CompoundValue<'leave'>;
      return { kind, from: from.date, to: to.date, days: daysBetween(from, to) };
    }
    case 'trip': {
      const { from, to, transport, companions } = value as CompoundValue<'trip'>;
      return {
        from: from.date,
        to: to.date,
        days: daysBetween(from, to),
        transport,
        companions: companions?.length ?? 0,
      };
    }
    case 'outing': {
      const { from, to, place } = value as CompoundValue<'outing'>;
      const hours = (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 3_600_000;
      return { from, to, place, hours: Math.round(hours * 100) / 100 };
    }
    case 'overtime': {
      const { date, from, to, compensation } = value as CompoundValue<'overtime'>;
      return { date, hours: hoursBetween(from, to), compensation };
    }
    case 'address':
    case 'location':
    case 'punchCorrection':
    case 'invoice':
    case 'seal':
      return value as Readonly<Record<string, ExpressionValue>>;
    default:
      return { '': value as ExpressionValue };
  }
}

const emptyOf = { number: 0, text: '', boolean: false } as const;

/**
 * What a field's value is in expressions, by the names of its parts. Empty counts as 0, '' or false, as in a spreadsheet.
 * `value` has the field's shape or is missing.
 */
export function scopeOf(field: CellField, value: unknown): Scope {
  const given = value === undefined ? {} : partValues(field, value);
  return Object.fromEntries(
    partsOf(field).map(([part, type]) => [partName(field.name, part), given[part] ?? emptyOf[type]]),
  );
}

/** The sums over all rows of the parts of one column that are numbers: `items_amount_sum`. */
export function sumsOf(table: TableField, column: CellField, rows: readonly TableRow[]): Scope {
  const sums: Scope = {};
  for (const [part, type] of partsOf(column)) {
    if (type !== 'number') continue;
    const name = partName(column.name, part);
    let sum = 0;
    for (const row of rows) {
      const value = row[column.name];
      if (value !== undefined) sum += Number(scopeOf(column, value)[name] ?? 0);
    }
    sums[`${table.name}_${name}_sum`] = Number.isInteger(sum) ? sum : Number(sum.toPrecision(15));
  }
  return sums;
}
