import { type CompiledExpression, compileExpression } from '#kernel/expressions/compile-expression.ts';
import type { ExpressionNames, ExpressionType, ExpressionValue } from '#kernel/expressions/expression.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { TableRow } from '../../contract/form-values.ts';
import type { FormField } from '../../contract/process-kind.ts';
import type { FormFacts } from './evaluate-form.ts';
import { factValues } from './fact-values.ts';
import { scopeOf, sumsOf } from './scope-of.ts';
import { factTypes, rowTypesOf, typesOf } from './types-of.ts';

/** What expressions of a flow see of a form: names with their types, and the values. */
export interface FormScope {
  readonly names: ExpressionNames;
  readonly values: Readonly<Record<string, ExpressionValue>>;
}

/** The form of a kind, as far as expressions depend on it. */
export interface ScopedKind {
  readonly fields: readonly FormField[];
  readonly design?: FormDesign;
}

type Form = Readonly<Record<string, unknown>>;

/**
 * A form as the expressions of its flow see it, with the types that its design gives. Empty counts as 0 or '', as in the
 * form's own rules. Pure; `form` has been checked.
 */
export function formScope(kind: ScopedKind, form: Form, facts: FormFacts): FormScope {
  const { design } = kind;
  const known = factValues(facts);
  if (!design) return { names: declaredNames(kind.fields), values: { ...known, ...declaredValues(kind.fields, form) } };
  const values: Record<string, ExpressionValue> = { ...known };
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') {
      Object.assign(values, scopeOf(field, form[field.name]));
      continue;
    }
    const rows = rowsOf(form, field.name);
    values[`${field.name}_count`] = rows.length;
    for (const column of field.columns) Object.assign(values, sumsOf(field, column, rows));
  }
  return { names: typesOf(design), values };
}

/** The same with the columns of one row of a detail table, under their own names; `row` from 0. */
export function rowScope(kind: ScopedKind, form: Form, facts: FormFacts, table: string, row: number): FormScope {
  const whole = formScope(kind, form, facts);
  const field = kind.design?.fields.find((one) => one.kind === 'table' && one.name === table);
  if (!kind.design || field?.kind !== 'table') return whole;
  const cells = rowsOf(form, table)[row] ?? {};
  const values = field.columns.map((column) => scopeOf(column, cells[column.name]));
  return { names: rowTypesOf(kind.design, table), values: Object.assign({}, whole.values, ...values) };
}

/** The rows of a detail table; none where it isn't filled in. */
export function rowsOf(form: Form, table: string): readonly TableRow[] {
  const rows = form[table];
  return Array.isArray(rows) ? (rows as TableRow[]) : [];
}

/** The value of an expression over a form; `null` where it has none. Never throws. Compiled once for each text and form. */
export function expressionValue(text: string, { names, values }: FormScope): ExpressionValue {
  const compiled = compileExpression(text, names);
  return 'run' in compiled ? (compiled satisfies CompiledExpression).run(values) : null;
}

const numbers: readonly FormField['type'][] = ['number', 'days', 'money', 'rating'];
const feelTypeOf = ({ type }: FormField): ExpressionType => (numbers.includes(type) ? 'number' : 'text');

const kept = new WeakMap<readonly FormField[], ExpressionNames>();

function declaredNames(fields: readonly FormField[]): ExpressionNames {
  const known = kept.get(fields);
  if (known) return known;
  const made = { ...factTypes, ...Object.fromEntries(fields.map((field) => [field.name, feelTypeOf(field)])) };
  kept.set(fields, made);
  return made;
}

function declaredValues(fields: readonly FormField[], form: Form): Record<string, ExpressionValue> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = form[field.name];
      if (feelTypeOf(field) === 'number') return [field.name, typeof value === 'number' ? value : 0];
      return [field.name, textOf(value)];
    }),
  );
}

/** Half days count as their day, words as the Chinese ones. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  if ('date' in value && typeof value.date === 'string') return value.date;
  return 'zh' in value && typeof value.zh === 'string' ? value.zh : '';
}
