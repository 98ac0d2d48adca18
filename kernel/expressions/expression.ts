import { evaluate, parseExpression } from 'feelin';

/** What a name in an expression may stand for. */
export type ExpressionType = 'number' | 'text' | 'boolean';
export type ExpressionValue = number | string | boolean | null;

/** The names that an expression may use, with their types. */
export type ExpressionNames = Readonly<Record<string, ExpressionType>>;

/** What is wrong with an expression, and where (characters from the beginning). */
export interface ExpressionFault {
  readonly fault: 'tooLong' | 'tooDeep' | 'notAllowed' | 'syntax' | 'unknownName' | 'wrongType';
  readonly from: number;
  readonly to: number;
  /** The piece of text that it is about. */
  readonly piece: string;
}

/** Bounds of every expression: what stays within them is evaluated in well under a millisecond. */
const LONGEST = 500;
const MOST_NODES = 300;
const DEEPEST = 24;

/** Loops, functions of one's own and ranges make the time of an evaluation depend on the values: none of them is a condition. */
const NOT_ALLOWED = new Set([
  'ForExpression',
  'QuantifiedExpression',
  'FunctionDefinition',
  'Interval',
  'FilterExpression',
  'IterationContext',
]);

/** The functions that may be called. Each takes time that doesn't depend on the size of a number. */
const FUNCTIONS = new Set([
  'not',
  'abs',
  'floor',
  'ceiling',
  'min',
  'max',
  'modulo',
  'round half up',
  'round up',
  'round down',
  'contains',
  'starts with',
  'ends with',
  'string length',
]);

const parsed = new Map<string, readonly ExpressionFault[]>();
const MOST_PARSED = 1000;

/** Reads an expression of FEEL (OMG DMN) and says what is wrong with its form; nothing: it can be evaluated. Cached by text. */
export function parseFaults(text: string, names: ExpressionNames): readonly ExpressionFault[] {
  if (text.length > LONGEST) return [{ fault: 'tooLong', from: LONGEST, to: text.length, piece: '' }];
  const key = `${Object.keys(names).join(' ')}\n${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const faults: ExpressionFault[] = [];
  const at = (fault: ExpressionFault['fault'], from: number, to: number) =>
    faults.push({ fault, from, to, piece: text.slice(from, to) });
  let nodes = 0;
  let depth = 0;
  const tree = parseExpression(text, samples(names, 0), undefined);
  tree.iterate({
    enter: (node) => {
      nodes += 1;
      depth += 1;
      if (depth === DEEPEST || nodes === MOST_NODES) at('tooDeep', node.from, node.to);
      if (node.type.isError) at('syntax', node.from, Math.max(node.to, node.from + 1));
      if (NOT_ALLOWED.has(node.name)) at('notAllowed', node.from, node.to);
      if (node.name === 'Comparison') {
        const [left, right] = [node.node.firstChild, node.node.lastChild].map(
          (side) => side && typeOfNode(side, text, names),
        );
        if (left && right && left !== right) at('wrongType', node.from, node.to);
      }
      if (node.name === 'VariableName') {
        const name = text.slice(node.from, node.to);
        const isCalled = node.node.parent?.name === 'FunctionInvocation' && node.node.prevSibling === null;
        if (isCalled) {
          if (!FUNCTIONS.has(name)) at('notAllowed', node.from, node.to);
        } else if (!Object.hasOwn(names, name)) at('unknownName', node.from, node.to);
      }
    },
    leave: () => {
      depth -= 1;
    },
  });
  if (text.trim() === '') at('syntax', 0, 0);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(key, faults);
  return faults;
}

/** The type of a side of a comparison, where it can be seen. FEEL compares a number with a text to nothing, without a warning. */
function typeOfNode(node: { name: string; from: number; to: number }, text: string, names: ExpressionNames) {
  if (node.name === 'VariableName') return names[text.slice(node.from, node.to)];
  if (node.name === 'NumericLiteral' || node.name === 'ArithmeticExpression') return 'number';
  if (node.name === 'StringLiteral') return 'text';
  return node.name === 'BooleanLiteral' ? 'boolean' : undefined;
}

/** Values of the right types, to try an expression with. */
function samples(names: ExpressionNames, turn: number): Record<string, ExpressionValue> {
  return Object.fromEntries(
    Object.entries(names).map(([name, type], place) => [
      name,
      type === 'number' ? turn + place : type === 'text' ? `t${turn}` : (turn + place) % 2 === 0,
    ]),
  );
}

/** Tries of a check; names take different values in each, so that either side of `and` and `or` is reached. */
const TRIES = 4;

/**
 * Checks an expression against the names it may use and the type that it must give, before anybody relies on it.
 * An empty answer: it may be stored and run.
 */
export function checkExpression(
  text: string,
  names: ExpressionNames,
  gives: ExpressionType,
): readonly ExpressionFault[] {
  const faults = parseFaults(text, names);
  if (faults.length > 0) return faults;
  for (let turn = 0; turn < TRIES; turn += 1) {
    const whole = { from: 0, to: text.length, piece: text };
    try {
      const { value, warnings } = evaluate(text, samples(names, turn));
      const warning = warnings[0];
      if (warning) {
        const { from, to } = warning.position;
        return [{ fault: 'wrongType', from, to, piece: text.slice(from, to) }];
      }
      if (typeOf(value) !== gives) return [{ fault: 'wrongType', ...whole }];
    } catch {
      return [{ fault: 'syntax', ...whole }];
    }
  }
  return [];
}

function typeOf(value: unknown): ExpressionType | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return undefined;
}

/** An expression that was stored without `checkExpression`, or values that don't fit the names it was checked with. */
export class ExpressionError extends Error {
  constructor(text: string, why: string) {
    super(`expression ${JSON.stringify(text)}: ${why}`);
    this.name = 'ExpressionError';
  }
}

/**
 * Evaluates a checked expression. Computes in doubles: money goes in as integer minor units.
 * @throws ExpressionError where it has a fault or meets a value of another type.
 */
export function evaluateExpression(
  text: string,
  names: ExpressionNames,
  values: Readonly<Record<string, ExpressionValue>>,
): ExpressionValue {
  const fault = parseFaults(text, names)[0];
  if (fault) throw new ExpressionError(text, `${fault.fault} ${fault.piece}`);
  for (const [name, type] of Object.entries(names)) {
    if (typeOf(values[name]) !== type) throw new ExpressionError(text, `${name} is not a ${type}`);
  }
  const { value, warnings } = evaluate(text, values);
  if (warnings[0]) throw new ExpressionError(text, warnings[0].message);
  if (value !== null && typeOf(value) === undefined) throw new ExpressionError(text, 'gives no plain value');
  return value as ExpressionValue;
}
