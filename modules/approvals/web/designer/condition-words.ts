/**
 * What rows of a condition may ask of a field, by what it is in expressions (domain/form/types-of.ts): money an integer in
 * minor units, a date the text `2026-11-22`, several choices the text `,a,b,`.
 */
export type ConditionType = 'number' | 'money' | 'text' | 'choice' | 'choices' | 'date';

/** A thing that conditions may ask about: its name in FEEL and its type. */
export interface ConditionField {
  readonly name: string;
  readonly type: ConditionType;
}

const operators = {
  number: ['more', 'atLeast', 'less', 'atMost', 'equal', 'unequal'],
  money: ['more', 'atLeast', 'less', 'atMost', 'equal', 'unequal'],
  date: ['more', 'atLeast', 'less', 'atMost', 'equal', 'unequal'],
  text: ['equal', 'unequal', 'contains', 'startsWith'],
  choice: ['oneOf', 'noneOf'],
  choices: ['includes', 'lacks'],
} as const satisfies Record<ConditionType, readonly string[]>;

export type Operator = (typeof operators)[ConditionType][number];

/** The operators that a field of a type can be asked with. */
export const operatorsOf = (type: ConditionType): readonly Operator[] => operators[type];

/** One question: “amount, more than, 500000”. `oneOf` and `noneOf` take any number of values, the others one. */
export interface ConditionRow {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly (string | number)[];
}

/** Groups of rows: all rows of a group must hold, and one group is enough. */
export type ConditionRows = readonly (readonly ConditionRow[])[];

const signs = { more: '>', atLeast: '>=', less: '<', atMost: '<=', equal: '=', unequal: '!=' } as const;
const signOf = (operator: Operator): string | undefined =>
  operator in signs ? signs[operator as keyof typeof signs] : undefined;

const quoted = (text: string): string => JSON.stringify(text);

/** Whether a row says something whole: its values are there and of the right type. */
export function isWhole(row: ConditionRow, fields: readonly ConditionField[]): boolean {
  const field = fields.find((one) => one.name === row.field);
  if (!field || !operatorsOf(field.type).includes(row.operator)) return false;
  const { values } = row;
  switch (field.type) {
    case 'number':
      return values.length === 1 && typeof values[0] === 'number' && Number.isFinite(values[0]);
    case 'money':
      return values.length === 1 && Number.isSafeInteger(values[0]);
    case 'date':
      return values.length === 1 && isDay(values[0]);
    case 'choices':
      return values.length === 1 && isText(values[0]) && !values[0].includes(',');
    case 'choice':
      return values.length > 0 && new Set(values).size === values.length && values.every(isText);
    default:
      return values.length === 1 && isText(values[0]);
  }
}

const isText = (value: unknown): value is string =>
  // What a line of FEEL can hold between quotation marks and both sides read alike.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are refused
  typeof value === 'string' && value !== '' && !/[\u0000-\u001f\u007f\u2028\u2029\ud800-\udfff\\]/.test(value);

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A number as FEEL reads it: no exponent. */
function numeral(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** The FEEL text of rows (OMG DMN 1.5, chapter 10); nothing while a row isn't whole. */
export function feelOf(rows: ConditionRows, fields: readonly ConditionField[]): string | undefined {
  if (rows.length === 0 || rows.some((group) => group.length === 0)) return undefined;
  if (rows.some((group) => group.some((row) => !isWhole(row, fields)))) return undefined;
  return rows.map((group) => group.map(rowText).join(' and ')).join(' or ');
}

function rowText({ field, operator, values }: ConditionRow): string {
  const texts = values.map((value) => (typeof value === 'number' ? numeral(value) : quoted(value)));
  const [first = ''] = texts;
  const sign = signOf(operator);
  if (sign) return `${field} ${sign} ${first}`;
  switch (operator) {
    case 'contains':
      return `contains(${field}, ${first})`;
    case 'startsWith':
      return `starts with(${field}, ${first})`;
    case 'includes':
      return `contains(${field}, ${quoted(`,${values[0]},`)})`;
    case 'lacks':
      return `not(contains(${field}, ${quoted(`,${values[0]},`)}))`;
    case 'noneOf':
      return texts.length === 1 ? `${field} != ${first}` : `not(${field} in (${texts.join(', ')}))`;
    default:
      return texts.length === 1 ? `${field} = ${first}` : `${field} in (${texts.join(', ')})`;
  }
}

/**
 * The rows that a FEEL text says; nothing where rows can't say it (arithmetic, other names, brackets around `or`):
 * then it stays as it was written.
 */
export function rowsOf(text: string, fields: readonly ConditionField[]): ConditionRows | undefined {
  const tokens = tokensOf(text, fields);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const groups: ConditionRow[][] = [];
  do {
    const group: ConditionRow[] = [];
    do {
      const row = readRow(reader, fields);
      if (!row || !isWhole(row, fields)) return undefined;
      group.push(row);
    } while (reader.take('and'));
    groups.push(group);
  } while (reader.take('or'));
  return reader.atEnd ? groups : undefined;
}

type Token = { kind: 'name' | 'text' | 'word'; text: string } | { kind: 'number'; number: number };

const words = /(?:starts with|contains|not|and|or|in)(?![\p{L}\p{N}_.])|>=|<=|!=|[=<>(),]/uy;
const numbers = /-?\d+(?:\.\d+)?(?![\p{L}\p{N}_.])/uy;
const strings = /"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/uy;

function tokensOf(text: string, fields: readonly ConditionField[]): Token[] | undefined {
  // Longer names first: `amount total` before `amount`.
  const names = fields.map((field) => field.name).toSorted((a, b) => b.length - a.length);
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const blank = match(/\s+/y);
    if (blank) {
      at += blank.length;
      continue;
    }
    const name = names.find((one) => text.startsWith(one, at) && !/^[\p{L}\p{N}_.]/u.test(text.slice(at + one.length)));
    const string = match(strings);
    const number = match(numbers);
    const word = match(words);
    const found = name ?? string ?? number ?? word;
    if (found === undefined) return undefined;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (string !== undefined) tokens.push({ kind: 'text', text: JSON.parse(string) as string });
    else if (number !== undefined) tokens.push({ kind: 'number', number: Number(number) });
    else tokens.push({ kind: 'word', text: found });
    at += found.length;
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }
  /** Goes over a word if it is the next one. */
  take(word: string): boolean {
    const next = this.#tokens[this.#at];
    const found = next?.kind === 'word' && next.text === word;
    if (found) this.#at += 1;
    return found;
  }
  name(): string | undefined {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'name') return undefined;
    this.#at += 1;
    return next.text;
  }
  /** A number or a text. */
  value(): string | number | undefined {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'number' && next?.kind !== 'text') return undefined;
    this.#at += 1;
    return next.kind === 'number' ? next.number : next.text;
  }
}

const opposites = { oneOf: 'noneOf', includes: 'lacks' } as const;

function readRow(reader: Reader, fields: readonly ConditionField[]): ConditionRow | undefined {
  const typeOf = (name: string | undefined) => fields.find((one) => one.name === name)?.type;
  if (reader.take('not')) {
    const inside = reader.take('(') ? readRow(reader, fields) : undefined;
    const opposite = opposites[inside?.operator as keyof typeof opposites];
    return inside && opposite && reader.take(')') ? { ...inside, operator: opposite } : undefined;
  }
  const called = (['contains', 'starts with'] as const).find((one) => reader.take(one));
  if (called) {
    const field = reader.take('(') ? reader.name() : undefined;
    const value = field !== undefined && reader.take(',') ? reader.value() : undefined;
    if (field === undefined || typeof value !== 'string' || !reader.take(')')) return undefined;
    if (typeOf(field) !== 'choices') {
      return { field, operator: called === 'contains' ? 'contains' : 'startsWith', values: [value] };
    }
    const among = called === 'contains' ? /^,([^,]+),$/.exec(value)?.[1] : undefined;
    return among === undefined ? undefined : { field, operator: 'includes', values: [among] };
  }
  const field = reader.name();
  const type = typeOf(field);
  if (field === undefined || type === undefined) return undefined;
  if (reader.take('in')) {
    const values: (string | number)[] = [];
    if (!reader.take('(')) return undefined;
    do {
      const value = reader.value();
      if (value === undefined) return undefined;
      values.push(value);
    } while (reader.take(','));
    return reader.take(')') ? { field, operator: 'oneOf', values } : undefined;
  }
  const operator = (Object.keys(signs) as (keyof typeof signs)[]).find((one) => reader.take(signs[one]));
  const value = operator && reader.value();
  if (!operator || value === undefined) return undefined;
  const spoken = type === 'choice' ? ({ equal: 'oneOf', unequal: 'noneOf' } as const)[operator as 'equal'] : operator;
  return spoken && { field, operator: spoken, values: [value] };
}
