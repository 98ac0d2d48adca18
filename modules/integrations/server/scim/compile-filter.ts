import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Filter } from 'scim2-parse-filter';
import { refuse } from '#kernel/contract/failure.ts';
import { scimRefused } from '../../contract/failures.ts';
import { parseFilter } from '../../domain/scim/parse-path.ts';

type Condition = RawBuilder<SqlBool>;

/** What an attribute is in SQL: one value, or one of several elements with parts. */
export type Column =
  | { readonly kind: 'text' | 'exact' | 'boolean'; readonly value: RawBuilder<unknown> }
  | { readonly kind: 'many'; readonly elements: readonly Columns[] };
/** By name in lower case. */
export type Columns = Readonly<Record<string, Column>>;

/** The column of that name, whatever its case; what every object has is none. */
export function columnAt(columns: Columns, name: string): Column | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(columns, key) ? columns[key] : undefined;
}

const wrong = (detail: string) => refuse(scimRefused, { scimType: 'invalidFilter', detail: detail.slice(0, 200) });

/** A filter as a condition; its values are parameters, its names are looked up. Refuses with `invalidFilter` what isn't known. */
export function compileFilter(text: string, columns: Columns): Condition {
  const filter = parseFilter(text);
  if (!filter) throw wrong(text);
  return compile(filter, columns);
}

function compile(filter: Filter, columns: Columns): Condition {
  switch (filter.op) {
    case 'and':
      return sql<SqlBool>`(${sql.join(
        filter.filters.map((one) => compile(one, columns)),
        sql` and `,
      )})`;
    case 'or':
      return sql<SqlBool>`(${sql.join(
        filter.filters.map((one) => compile(one, columns)),
        sql` or `,
      )})`;
    case 'not':
      // What isn't there isn't equal to anything.
      return sql<SqlBool>`not coalesce(${compile(filter.filter, columns)}, false)`;
    case '[]': {
      const column = columnOf(columns, filter.attrPath);
      if (column.kind !== 'many') throw wrong(filter.attrPath);
      return anyOf(column.elements.map((element) => compile(filter.valFilter, element)));
    }
    default:
      return compare(filter.attrPath, columns, (column) =>
        filter.op === 'pr' ? isPresent(column) : comparison(filter, column),
      );
  }
}

const anyOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;

type Single = Extract<Column, { value: unknown }>;

/** One condition for a single value; for several, that one of them fits. */
function compare(path: string, columns: Columns, make: (column: Single) => Condition): Condition {
  const direct = columnAt(columns, path);
  if (direct && direct.kind !== 'many') return make(direct);
  const [, whole = path, part = 'value'] = /^(.*?)(?:\.([$\w]+))?$/.exec(path) ?? [];
  const column = direct ?? columnOf(columns, whole);
  if (column.kind !== 'many') throw wrong(path);
  return anyOf(column.elements.map((element) => compare(direct ? 'value' : part, element, make)));
}

function columnOf(columns: Columns, path: string): Column {
  const column = columnAt(columns, path);
  if (!column) throw wrong(path);
  return column;
}

const isPresent = ({ kind, value }: Single): Condition =>
  kind === 'boolean' ? sql<SqlBool>`${value} is not null` : sql<SqlBool>`coalesce(${value}, '') <> ''`;

function comparison(filter: Extract<Filter, { compValue: unknown }>, column: Single): Condition {
  const { op, attrPath, compValue } = filter;
  if (compValue === null && (op === 'eq' || op === 'ne'))
    return op === 'eq' ? sql<SqlBool>`not ${isPresent(column)}` : isPresent(column);
  if (column.kind === 'boolean') {
    // Some send the words.
    const wanted = new Map([
      ['true', true],
      ['false', false],
    ]).get(String(compValue).toLowerCase());
    if (wanted === undefined || (op !== 'eq' && op !== 'ne')) throw wrong(attrPath);
    return sql<SqlBool>`${column.value} = ${op === 'eq' ? wanted : !wanted}`;
  }
  if (typeof compValue !== 'string') throw wrong(attrPath);
  const [held, wanted] =
    column.kind === 'exact' ? [column.value, compValue] : [sql`lower(${column.value})`, compValue.toLowerCase()];
  switch (op) {
    case 'eq':
      return sql<SqlBool>`${held} = ${wanted}`;
    case 'ne':
      return sql<SqlBool>`${held} is distinct from ${wanted}`;
    case 'co':
      return sql<SqlBool>`position(${wanted} in ${held}) > 0`;
    case 'sw':
      return sql<SqlBool>`starts_with(${held}, ${wanted})`;
    case 'ew':
      return sql<SqlBool>`right(${held}, ${[...wanted].length}) = ${wanted}`;
    default:
      return sql<SqlBool>`${held} collate "C" ${sql.raw({ gt: '>', ge: '>=', lt: '<', le: '<=' }[op])} ${wanted}`;
  }
}
