import { compileExpression } from '#kernel/expressions/compile-expression.ts';
import type { ExpressionNames, ExpressionType } from '#kernel/expressions/expression.ts';
import {
  type CellField,
  type DesignField,
  type FormDesign,
  initialKinds,
  MOST_FIELDS,
} from '../../contract/form-design.ts';
import { valueShape } from '../../contract/form-values.ts';
import { checkValue } from './check-value.ts';
import { orderOf } from './order-of.ts';
import { factTypes, namesOf, partsOf, rowTypesOf, typesOf } from './types-of.ts';

export type DesignProblemCode =
  | 'noFields'
  | 'tooManyFields'
  | 'duplicateName'
  | 'reservedName'
  | 'duplicateOption'
  | 'bounds'
  | 'notComputed'
  | 'circle'
  | 'expression'
  | 'unknownName'
  | 'sensitiveShown'
  | 'notSummed'
  | 'initial';

/** What is wrong with a design, and where: the field (and column), and the property of it, such as `rules.show`. */
export interface DesignProblem {
  readonly code: DesignProblemCode;
  readonly field?: string;
  readonly column?: string;
  /** Place in a list of the design: of a validation. */
  readonly index?: number;
  readonly part: string;
  /** expression: `fault` (see ExpressionFault), `piece`, `from`, `to`; circle: `names`; the others: what they are about. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Words of FEEL itself and its functions: a field of such a name could not be used. */
const reserved = new Set(
  'and between context date duration else every external false for function if in instance list not null of or range return satisfies some string then time true count sum min max mean number abs floor ceiling modulo contains now today applicant kind'.split(
    ' ',
  ),
);

/**
 * Everything that keeps a design from being used, for a design that has its shape (`formDesign`). Pure and total; nothing
 * found means that `evaluateForm` can work it out for any values.
 */
export function checkDesign(design: FormDesign): DesignProblem[] {
  const problems: DesignProblem[] = [];
  const form = typesOf(design);
  const { fields } = design;
  const say = (code: DesignProblemCode, part: string, where: Place, facts: DesignProblem['facts'] = {}) =>
    problems.push({ code, part, ...where, facts });

  if (fields.every((field) => field.kind === 'note')) say('noFields', 'fields', {});
  const total = fields.reduce((sum, field) => sum + (field.kind === 'table' ? 1 + field.columns.length : 1), 0);
  if (total > MOST_FIELDS) say('tooManyFields', 'fields', {}, { most: MOST_FIELDS, found: total });

  const taken = new Set<string>(Object.keys(factTypes));
  for (const field of fields) {
    const place = { field: field.name };
    checkName(field.name, taken, place, say);
    checkRules(field, form, place, say);
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') {
      checkCell(field, place, say);
      continue;
    }
    if (field.atLeast > field.atMost) say('bounds', 'atLeast', place, { least: field.atLeast, most: field.atMost });
    for (const name of field.sums) {
      const column = field.columns.find((one) => one.name === name);
      if (!column) say('unknownName', 'sums', place, { name });
      else if (partsOf(column)[0]?.[1] !== 'number') say('notSummed', 'sums', place, { name });
    }
  }
  for (const field of fields) {
    if (field.kind !== 'table') continue;
    const inRow = new Set(taken);
    for (const column of field.columns) {
      const place = { field: field.name, column: column.name };
      checkName(column.name, inRow, place, say);
      checkRules(column, rowTypesOf(design, field.name), place, say);
      checkCell(column, place, say);
    }
  }
  if (!problems.some((one) => one.code === 'expression')) {
    const { circle } = orderOf(design);
    const [field, column] = (circle[0] ?? '').split('.');
    if (field) say('circle', 'rules', { field, ...(column && { column }) }, { names: circle });
  }
  for (const [index, { holds, at }] of design.validations.entries()) {
    checkText(holds, form, 'boolean', 'holds', { index }, say);
    if (at !== undefined && !fields.some((field) => field.name === at)) {
      say('unknownName', 'at', { index }, { name: at });
    }
  }
  for (const part of ['title', 'summary'] as const) {
    for (const name of namesIn(design[part])) checkPatternName(design, form, name, part, say);
  }
  return problems;
}

interface Place {
  readonly field?: string;
  readonly column?: string;
  readonly index?: number;
}
type Say = (code: DesignProblemCode, part: string, where: Place, facts?: DesignProblem['facts']) => void;

function checkName(name: string, taken: Set<string>, place: Place, say: Say): void {
  if (taken.has(name)) say('duplicateName', 'name', place, { name });
  else if (reserved.has(name) || name in Object.prototype) say('reservedName', 'name', place, { name });
  taken.add(name);
}

function checkRules(field: DesignField, names: ExpressionNames, place: Place, say: Say): void {
  const { show } = field.rules;
  if (show !== undefined) checkText(show, names, 'boolean', 'rules.show', place, say);
  if (field.kind === 'note') return;
  const { require, compute } = field.rules;
  if (require !== undefined) checkText(require, names, 'boolean', 'rules.require', place, say);
  if (compute !== undefined) {
    const type = computedType(field);
    if (type) checkText(compute, names, type, 'rules.compute', place, say);
    else say('notComputed', 'rules.compute', place);
  }
  if (field.kind === 'formula') {
    checkText(field.formula, names, field.gives === 'text' ? 'text' : 'number', 'formula', place, say);
  }
}

/** What a computed field must be given; nothing for those whose value no expression can make. */
function computedType(field: DesignField): ExpressionType | undefined {
  switch (field.kind) {
    case 'number':
    case 'money':
      return 'number';
    case 'text':
    case 'longText':
    case 'date':
    case 'time':
      return 'text';
    case 'choice':
      return field.multiple ? undefined : 'text';
    default:
      return undefined;
  }
}

function checkText(text: string, names: ExpressionNames, gives: ExpressionType, part: string, place: Place, say: Say) {
  const compiled = compileExpression(text, names);
  if (!('run' in compiled)) {
    for (const { fault, piece, from, to } of compiled) say('expression', part, place, { fault, piece, from, to });
  } else if (compiled.gives !== gives) {
    say('expression', part, place, { fault: 'wrongType', piece: text, from: 0, to: text.length, gives });
  }
}

function checkCell(field: CellField, place: Place, say: Say): void {
  if (field.initial !== undefined && !isInitial(field)) say('initial', 'initial', place);
  if ('options' in field) {
    const seen = new Set<string>();
    for (const { id } of field.options) {
      if (seen.has(id)) say('duplicateOption', 'options', place, { id });
      seen.add(id);
    }
  }
  if (field.kind === 'number' || field.kind === 'money') {
    const { least, largest } = field;
    if (least !== undefined && largest !== undefined && least > largest) {
      say('bounds', 'least', place, { least, most: largest });
    }
  }
  if (field.kind === 'date') {
    const { earliest, latest } = field;
    // `today` moves; only two fixed days can be known to contradict one another.
    const isFixed = earliest !== undefined && latest !== undefined && earliest !== 'today' && latest !== 'today';
    if (isFixed && earliest > latest) say('bounds', 'earliest', place, { least: earliest, most: latest });
  }
}

/** Whether a field may begin with what it says. A day may have gone out of its bounds since: then it is left empty. */
function isInitial(field: CellField): boolean {
  const { initial } = field;
  if (!initialKinds.has(field.kind) || field.rules.compute !== undefined) return false;
  if (field.kind === 'date') return initial === 'today' || valueShape(field).safeParse(initial).success;
  if (field.kind === 'person') return initial === 'applicant' && !field.multiple;
  return 'value' in checkValue(field, initial, '');
}

/** The placeholders of a pattern, in both languages. */
function namesIn(pattern: { readonly zh: string; readonly en?: string | undefined } | undefined): string[] {
  if (!pattern) return [];
  return [...`${pattern.zh} ${pattern.en ?? ''}`.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}

/** Ids, which tell nobody anything. */
const wordless: ReadonlySet<DesignField['kind'] | undefined> = new Set(['person', 'department']);

function checkPatternName(design: FormDesign, form: ExpressionNames, name: string, part: string, say: Say): void {
  if (name === 'kind') return;
  const named = design.fields.find((field) => field.name === name)?.kind;
  const hasWords = Object.hasOwn(form, name) && !Object.hasOwn(factTypes, name) && !wordless.has(named);
  if (!hasWords) return void say('unknownName', part, {}, { name });
  const isSensitive = design.fields.some((field) => {
    if (field.kind === 'note') return false;
    if (field.kind !== 'table') return field.sensitive && Object.hasOwn(namesOf(field), name);
    return field.columns.some(
      (column) =>
        (field.sensitive || column.sensitive) &&
        Object.keys(namesOf(column)).some((own) => name === `${field.name}_${own}_sum`),
    );
  });
  if (isSensitive) say('sensitiveShown', part, {}, { name });
}
