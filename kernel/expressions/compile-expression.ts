import { parseExpression } from 'feelin';
import {
  type ExpressionFault,
  type ExpressionNames,
  type ExpressionType,
  type ExpressionValue,
  parseFaults,
} from './expression.ts';

type Values = Readonly<Record<string, ExpressionValue | undefined>>;

/** A checked expression, ready to be evaluated many times. */
export interface CompiledExpression {
  readonly gives: ExpressionType;
  /** The names that it uses, each once. */
  readonly uses: readonly string[];
  /**
   * Its value, or `null` where there is none: something is divided by zero, a number leaves what doubles can hold, a name
   * has no value of its type. Never throws. Arithmetic is exact to 15 digits: `0.1 + 0.2 = 0.3` is true.
   */
  readonly run: (values: Values) => ExpressionValue;
}

interface Piece {
  readonly type: ExpressionType;
  readonly run: (values: Values) => ExpressionValue;
}

/** Thrown inside `run` only: this expression has no value now. */
const noValue = new Error('no value');

class Faulty extends Error {
  readonly found: ExpressionFault;
  constructor(found: ExpressionFault) {
    super(found.fault);
    this.found = found;
  }
}

const kept = new Map<string, CompiledExpression | readonly ExpressionFault[]>();
const MOST_KEPT = 2_000;
/** The longest text that joining texts may make. */
const LONGEST_TEXT = 10_000;

/**
 * Compiles FEEL (OMG DMN) of numbers, texts and truth values after checking every part's type against the names, also those
 * parts that an example might never reach. What it accepts, `evaluateExpression` gives the same value for.
 * `names` may hold more than the expression uses. Kept by text and names: give the same object again to save time.
 */
export function compileExpression(
  text: string,
  names: ExpressionNames,
): CompiledExpression | readonly ExpressionFault[] {
  const key = `${idOf(names)} ${text}`;
  const known = kept.get(key);
  if (known) return known;
  const compiled = compile(text, names);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, compiled);
  return compiled;
}

const ids = new WeakMap<ExpressionNames, number>();
let lastId = 0;
function idOf(names: ExpressionNames): number {
  const known = ids.get(names);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(names, lastId);
  return lastId;
}

function compile(text: string, names: ExpressionNames): CompiledExpression | readonly ExpressionFault[] {
  const faults = parseFaults(text, names);
  if (faults.length > 0) return faults;
  const uses = new Set<string>();
  try {
    const top = parseExpression(
      text,
      Object.fromEntries(Object.keys(names).map((name) => [name, 0])),
      undefined,
    ).topNode;
    const piece = pieceOf(top as Node, { text, names, uses });
    return {
      gives: piece.type,
      uses: [...uses],
      run: (values) => {
        try {
          return piece.run(values);
        } catch (problem) {
          if (problem === noValue) return null;
          throw problem;
        }
      },
    };
  } catch (problem) {
    if (problem instanceof Faulty) return [problem.found];
    throw problem;
  }
}

/** What is used of a node of the parser's tree. */
interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
}
interface Source {
  readonly text: string;
  readonly names: ExpressionNames;
  readonly uses: Set<string>;
}

const childrenOf = (node: Node): Node[] => {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
};
const fault = (name: ExpressionFault['fault'], { from, to }: Node, { text }: Source) =>
  new Faulty({ fault: name, from, to, piece: text.slice(from, to) });

function pieceOf(node: Node, source: Source): Piece {
  const children = childrenOf(node);
  const written = source.text.slice(node.from, node.to);
  const part = (at: number, type?: ExpressionType): Piece => {
    const child = children[at];
    if (!child) throw fault('syntax', node, source);
    const piece = pieceOf(child, source);
    if (type !== undefined && piece.type !== type) throw fault('wrongType', child, source);
    return piece;
  };
  switch (node.name) {
    case 'Expression':
      if (children.length !== 1) throw fault('notAllowed', node, source);
      return part(0);
    case 'ParenthesizedExpression':
      if (children.length !== 3) throw fault('notAllowed', node, source);
      return part(1);
    case 'PositiveUnaryTest':
      if (children.length !== 1) throw fault('notAllowed', node, source);
      return part(0);
    case 'NumericLiteral':
      return constant('number', Number(written));
    case 'StringLiteral':
      return constant('text', textOf(written, node, source));
    case 'BooleanLiteral':
      return constant('boolean', written === 'true');
    case 'VariableName': {
      const type = source.names[written];
      if (type === undefined) throw fault('unknownName', node, source);
      source.uses.add(written);
      const js = type === 'text' ? 'string' : type;
      return {
        type,
        run: (values) => {
          const value = values[written];
          if (typeof value !== js) throw noValue;
          return value as ExpressionValue;
        },
      };
    }
    case 'Conjunction':
    case 'Disjunction': {
      const [left, right] = [part(0, 'boolean'), part(2, 'boolean')];
      const ends = node.name === 'Disjunction';
      return { type: 'boolean', run: (values) => (left.run(values) === ends ? ends : right.run(values)) };
    }
    case 'IfExpression': {
      const [when, then, otherwise] = [part(1, 'boolean'), part(3), part(5)];
      if (then.type !== otherwise.type) throw fault('wrongType', children[5] ?? node, source);
      return { type: then.type, run: (values) => (when.run(values) ? then : otherwise).run(values) };
    }
    case 'ArithmeticExpression':
      return arithmetic(node, children, source, part);
    case 'Comparison':
      return comparison(node, children, source, part);
    case 'FunctionInvocation':
      return invocation(node, children, source);
    default:
      throw fault('notAllowed', node, source);
  }
}

const constant = (type: ExpressionType, value: ExpressionValue): Piece => ({ type, run: () => value });

function textOf(written: string, node: Node, source: Source): string {
  try {
    // FEEL escapes as JSON does.
    return JSON.parse(written.replaceAll('\n', '\\n').replaceAll('\t', '\\t')) as string;
  } catch {
    throw fault('syntax', node, source);
  }
}

/** To 15 digits, which doubles hold exactly, so that sums of decimals are what they are on paper. */
function exact(value: number): number {
  if (!Number.isFinite(value)) throw noValue;
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

type Part = (at: number, type?: ExpressionType) => Piece;

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => {
    if (right === 0) throw noValue;
    return left / right;
  },
  '**': (left, right) => left ** right,
};

function arithmetic(node: Node, children: Node[], source: Source, part: Part): Piece {
  if (children.length === 2) {
    const operand = part(1, 'number');
    return { type: 'number', run: (values) => -(operand.run(values) as number) || 0 };
  }
  const operator = source.text.slice(children[1]?.from, children[1]?.to);
  const [left, right] = [part(0), part(2)];
  if (operator === '+' && left.type === 'text' && right.type === 'text') {
    return {
      type: 'text',
      run: (values) => {
        const joined = String(left.run(values)) + String(right.run(values));
        if (joined.length > LONGEST_TEXT) throw noValue;
        return joined;
      },
    };
  }
  const operate = operators[operator];
  if (!operate) throw fault('notAllowed', node, source);
  if (left.type !== 'number' || right.type !== 'number') throw fault('wrongType', node, source);
  return {
    type: 'number',
    run: (values) => exact(operate(left.run(values) as number, right.run(values) as number)) || 0,
  };
}

const compare: Readonly<Record<string, (left: ExpressionValue, right: ExpressionValue) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => (left as number) < (right as number),
  '<=': (left, right) => (left as number) <= (right as number),
  '>': (left, right) => (left as number) > (right as number),
  '>=': (left, right) => (left as number) >= (right as number),
};

function comparison(node: Node, children: Node[], source: Source, part: Part): Piece {
  const [, second, third] = children;
  const value = part(0);
  const sameType = (piece: Piece, at: Node): Piece => {
    if (piece.type !== value.type) throw fault('wrongType', at, source);
    return piece;
  };
  if (second?.name === 'between') {
    if (value.type === 'boolean') throw fault('wrongType', node, source);
    const [low, high] = [sameType(part(2), node), sameType(part(4), node)];
    return {
      type: 'boolean',
      run: (values) => {
        const found = value.run(values) as number;
        return found >= (low.run(values) as number) && found <= (high.run(values) as number);
      },
    };
  }
  if (second?.name === 'in') {
    // Without brackets `in` would take everything that follows, `and` and all: only a list in brackets is let through.
    const list = third?.name === '(' ? children[3] : third?.name === 'PositiveUnaryTest' ? third.firstChild : third;
    if (!list || !lists.has(list.name)) throw fault('notAllowed', node, source);
    const among = childrenOf(list)
      .filter((child) => !'[](),'.includes(child.name))
      .map((child) => sameType(pieceOf(child, source), child));
    return {
      type: 'boolean',
      run: (values) => {
        const found = value.run(values);
        return among.some((one) => one.run(values) === found);
      },
    };
  }
  const operator = source.text.slice(second?.from, second?.to);
  const operate = compare[operator];
  if (!operate) throw fault('notAllowed', node, source);
  const other = sameType(part(2), node);
  if (value.type === 'boolean' && operator !== '=' && operator !== '!=') throw fault('wrongType', node, source);
  return { type: 'boolean', run: (values) => operate(value.run(values), other.run(values)) };
}

const lists: ReadonlySet<string> = new Set(['PositiveUnaryTests', 'List', 'ParenthesizedExpression']);

interface Callable {
  readonly takes: readonly ExpressionType[] | 'numbers';
  readonly gives: ExpressionType;
  readonly run: (...args: never[]) => ExpressionValue;
}

const functions: Readonly<Record<string, Callable>> = {
  not: { takes: ['boolean'], gives: 'boolean', run: (value: boolean) => !value },
  abs: { takes: ['number'], gives: 'number', run: Math.abs },
  floor: { takes: ['number'], gives: 'number', run: (value: number) => Math.floor(value) || 0 },
  ceiling: { takes: ['number'], gives: 'number', run: (value: number) => Math.ceil(value) || 0 },
  min: { takes: 'numbers', gives: 'number', run: (...values: number[]) => Math.min(...values) },
  max: { takes: 'numbers', gives: 'number', run: (...values: number[]) => Math.max(...values) },
  modulo: {
    takes: ['number', 'number'],
    gives: 'number',
    run: (value: number, by: number) => {
      if (by === 0) throw noValue;
      return exact(value - by * Math.floor(value / by)) || 0;
    },
  },
  'round half up': { takes: ['number', 'number'], gives: 'number', run: roundHalfUp },
  'round up': {
    takes: ['number', 'number'],
    gives: 'number',
    run: (value: number, digits: number) => rounded(value, digits, Math.ceil),
  },
  'round down': {
    takes: ['number', 'number'],
    gives: 'number',
    run: (value: number, digits: number) => rounded(value, digits, Math.floor),
  },
  contains: { takes: ['text', 'text'], gives: 'boolean', run: (text: string, part: string) => text.includes(part) },
  'starts with': {
    takes: ['text', 'text'],
    gives: 'boolean',
    run: (text: string, part: string) => text.startsWith(part),
  },
  'ends with': { takes: ['text', 'text'], gives: 'boolean', run: (text: string, part: string) => text.endsWith(part) },
  'string length': { takes: ['text'], gives: 'number', run: (text: string) => [...text].length },
};

/** Rounds away from zero at the half, to `digits` behind the point (0 to 12), as it is done on paper: 1.005 → 1.01. */
export function roundHalfUp(value: number, digits: number): number {
  return rounded(value, digits, Math.round);
}

function rounded(value: number, digits: number, round: (size: number) => number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 12) throw noValue;
  const size = exact(Math.abs(value) * 10 ** digits);
  return (Math.sign(value) * round(size)) / 10 ** digits || 0;
}

function invocation(node: Node, children: Node[], source: Source): Piece {
  const [called] = children;
  const name = source.text.slice(called?.from, called?.to);
  const callable = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!callable) throw fault('notAllowed', node, source);
  const given = children.find((child) => child.name === 'PositionalParameters');
  const nodes = given ? childrenOf(given).filter((child) => child.name !== ',') : [];
  const args = nodes.map((child) => pieceOf(child, source));
  const { takes, gives, run } = callable;
  const fits =
    takes === 'numbers'
      ? args.length > 0 && args.every((one) => one.type === 'number')
      : args.length === takes.length && args.every((one, at) => one.type === takes[at]);
  if (!fits) throw fault('wrongType', node, source);
  return { type: gives, run: (values) => run(...(args.map((one) => one.run(values)) as never[])) };
}
