import type { Words } from '#kernel/contract/words.ts';
import { compileExpression, roundHalfUp } from '#kernel/expressions/compile-expression.ts';
import type { ExpressionNames, ExpressionValue } from '#kernel/expressions/expression.ts';
import {
  bothLanguages,
  type CellField,
  type FormDesign,
  MOST_ROWS,
  type TableField,
} from '../../contract/form-design.ts';
import { type FormValues, isEmptyValue, type TableRow } from '../../contract/form-values.ts';
import { checkValue, type ValueProblem } from './check-value.ts';
import { factValues } from './fact-values.ts';
import { type FormPart, orderOf } from './order-of.ts';
import { scopeOf, sumsOf } from './scope-of.ts';
import { rowTypesOf, typesOf } from './types-of.ts';

/** What stands in the way of sending a form: where (`amount`, `items.3.price`; empty: the whole form), and what. */
export interface FormProblem {
  readonly path: string;
  readonly code:
    | ValueProblem
    | 'required'
    | 'cannotCompute'
    | 'tooFewRows'
    | 'tooManyRows'
    | 'notARow'
    | 'rule'
    | 'notFound';
  readonly facts: Readonly<Record<string, unknown>>;
  /** Of a rule that the designer wrote. */
  readonly message?: Words;
}

/** A form that has been worked out. */
export interface FormOutcome {
  /** What is kept: computed values in, what isn't shown, isn't known or can't be right out. */
  readonly values: FormValues;
  /** Paths of what isn't there now: fields `amount`, cells `items.3.price`. */
  readonly hidden: ReadonlySet<string>;
  /** Paths of what must be filled in now. */
  readonly required: ReadonlySet<string>;
  readonly problems: readonly FormProblem[];
}

/** What is known beside the form, as expressions call it (`factTypes`). */
export interface FormFacts {
  readonly today: string;
  readonly applicant: string;
  readonly applicant_departments?: string | undefined;
  readonly applicant_posts?: string | undefined;
}

type Scope = Record<string, ExpressionValue>;

/**
 * Works out a form: what is shown, computed, required, and what is wrong. Pure and total for any values and any design that
 * has passed `checkDesign`; browser and server run it alike, and the server's answer counts.
 */
export function evaluateForm(design: FormDesign, given: FormValues, facts: FormFacts): FormOutcome {
  const run = new Run(design, facts);
  for (const part of orderOf(design).parts) run.workOut(part, given);
  run.askFor();
  return {
    values: Object.fromEntries(
      design.fields.filter(({ name }) => run.values.has(name)).map(({ name }) => [name, run.values.get(name)]),
    ),
    hidden: run.hidden,
    required: run.required,
    problems: run.problems,
  };
}

interface Rows {
  readonly given: readonly TableRow[];
  readonly rows: Record<string, unknown>[];
  readonly scopes: Scope[];
}

class Run {
  readonly values = new Map<string, unknown>();
  readonly hidden = new Set<string>();
  readonly required = new Set<string>();
  readonly problems: FormProblem[] = [];
  private readonly wrong = new Set<string>();
  private readonly design: FormDesign;
  private readonly facts: FormFacts;
  private readonly names: ExpressionNames;
  private readonly scope: Scope;
  private readonly tables = new Map<string, Rows>();

  constructor(design: FormDesign, facts: FormFacts) {
    this.design = design;
    this.facts = facts;
    this.names = typesOf(design);
    this.scope = factValues(facts);
  }

  workOut({ at, field, table }: FormPart, given: FormValues): void {
    if (table) this.column(table, field);
    else if (field.kind === 'table') this.table(field, given[field.name]);
    else if (field.kind === 'note') {
      if (!this.isShown(field.rules.show, this.scope, this.names)) this.hidden.add(at);
    } else {
      const value = this.cell(field, given[field.name], this.scope, this.names, at);
      if (value !== undefined) this.values.set(field.name, value);
      Object.assign(this.scope, scopeOf(field, value));
    }
  }

  private table(field: TableField, raw: unknown): void {
    const made: Rows = { given: [], rows: [], scopes: [] };
    if (this.isShown(field.rules.show, this.scope, this.names)) {
      const all = raw === undefined || raw === null ? [] : raw;
      if (!Array.isArray(all) || all.some((row) => typeof row !== 'object' || row === null || Array.isArray(row))) {
        this.say(field.name, 'notARow');
      } else {
        if (all.length > field.atMost) this.say(field.name, 'tooManyRows', { most: field.atMost, found: all.length });
        const rows = (all as TableRow[]).slice(0, MOST_ROWS);
        this.tables.set(field.name, {
          given: rows,
          rows: rows.map(() => ({})),
          scopes: rows.map(() => Object.create(this.scope) as Scope),
        });
      }
    } else this.hidden.add(field.name);
    const { rows } = this.tables.get(field.name) ?? made;
    if (rows.length > 0) this.values.set(field.name, rows);
    this.scope[`${field.name}_count`] = rows.length;
  }

  private column(table: TableField, column: CellField): void {
    const names = rowTypesOf(this.design, table.name);
    const made = this.tables.get(table.name);
    for (const [index, scope] of made?.scopes.entries() ?? []) {
      const path = `${table.name}.${index}.${column.name}`;
      const value = this.cell(column, made?.given[index]?.[column.name], scope, names, path);
      const row = made?.rows[index];
      if (row && value !== undefined) row[column.name] = value;
      Object.assign(scope, scopeOf(column, value));
    }
    Object.assign(this.scope, sumsOf(table, column, made?.rows ?? []));
  }

  /** The value of one field or cell, with what is wrong with it told. */
  private cell(field: CellField, raw: unknown, scope: Scope, names: ExpressionNames, path: string): unknown {
    if (!this.isShown(field.rules.show, scope, names)) {
      this.hidden.add(path);
      return undefined;
    }
    const formula = field.kind === 'formula' ? field.formula : field.rules.compute;
    if (formula !== undefined) return this.computed(field, formula, scope, names, path);
    if (isEmptyValue(raw) || (typeof raw === 'string' && raw.trim() === '')) return undefined;
    const checked = checkValue(field, raw, this.facts.today);
    if ('value' in checked) return checked.value;
    this.say(path, checked.code, checked.facts);
    return undefined;
  }

  private computed(field: CellField, formula: string, scope: Scope, names: ExpressionNames, path: string): unknown {
    const found = outcomeOf(formula, scope, names);
    const value = typeof found === 'number' ? roundHalfUp(found, decimalsOf(field)) : found;
    if (value === '') return undefined;
    const checked = value === null ? undefined : checkValue(field, value, this.facts.today);
    if (checked && 'value' in checked) return checked.value;
    this.say(path, 'cannotCompute');
    return undefined;
  }

  /** What must be filled in and what must hold, once everything is known. */
  askFor(): void {
    for (const field of this.design.fields) {
      if (field.kind === 'note' || this.hidden.has(field.name)) continue;
      const isRequired = this.isRequired(field, this.scope, this.names, field.name);
      if (field.kind !== 'table') {
        if (isRequired && !this.values.has(field.name)) this.miss(field.name);
        continue;
      }
      const made = this.tables.get(field.name);
      const least = Math.max(field.atLeast, isRequired ? 1 : 0);
      if (least > 0) this.required.add(field.name);
      if (made && made.rows.length < least) this.say(field.name, 'tooFewRows', { least });
      for (const [index, row] of made?.rows.entries() ?? []) this.askForRow(field, index, row, made?.scopes[index]);
    }
    for (const { holds, message, at } of this.design.validations) {
      if (at !== undefined && this.hidden.has(at)) continue;
      if (outcomeOf(holds, this.scope, this.names) === true) continue;
      this.problems.push({ path: at ?? '', code: 'rule', facts: {}, message: bothLanguages(message) });
    }
  }

  private askForRow(table: TableField, index: number, row: TableRow, scope: Scope = this.scope): void {
    const names = rowTypesOf(this.design, table.name);
    for (const column of table.columns) {
      const path = `${table.name}.${index}.${column.name}`;
      if (this.hidden.has(path)) continue;
      if (this.isRequired(column, scope, names, path) && !(column.name in row)) this.miss(path);
    }
  }

  private isRequired(field: CellField | TableField, scope: Scope, names: ExpressionNames, path: string): boolean {
    // What is computed nobody can fill in.
    if (field.kind === 'formula' || field.rules.compute !== undefined) return false;
    const { require } = field.rules;
    const isRequired = field.required || (require !== undefined && outcomeOf(require, scope, names) === true);
    if (isRequired && field.kind !== 'table') this.required.add(path);
    return isRequired;
  }

  private isShown(show: string | undefined, scope: Scope, names: ExpressionNames): boolean {
    return show === undefined || outcomeOf(show, scope, names) !== false;
  }

  /** A value that is wrong is told as that, not as missing too. */
  private miss(path: string): void {
    if (!this.wrong.has(path)) this.say(path, 'required');
  }

  private say(path: string, code: FormProblem['code'], facts: FormProblem['facts'] = {}): void {
    this.wrong.add(path);
    this.problems.push({ path, code, facts });
  }
}

function outcomeOf(text: string, scope: Scope, names: ExpressionNames): ExpressionValue {
  const compiled = compileExpression(text, names);
  return 'run' in compiled ? compiled.run(scope) : null;
}

/** How far a computed number is rounded: amounts to the minor unit that they are counted in. */
function decimalsOf(field: CellField): number {
  if (field.kind === 'money') return 0;
  if (field.kind === 'formula') return field.gives === 'money' ? 0 : field.decimals;
  return field.kind === 'number' ? field.decimals : 6;
}
