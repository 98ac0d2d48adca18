import { z } from 'zod';

/** The part of JSON Schema that contracts become. */
interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | boolean;
  readonly propertyNames?: Shape;
  readonly items?: Shape | boolean;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** What is free in an input that fits its contract. */
export interface Choices {
  /** The id for a field, by the field's name. */
  id(field: string): string;
  /** Values for fields of this name, tried in turn before anything made up. */
  readonly known: Readonly<Record<string, readonly unknown[]>>;
  /** Fields that may be left out are filled in. */
  readonly full: boolean;
  /** The one that is left out all the same, where one thing or another is given. */
  readonly without?: string;
  /** Of alternatives, the one with this number (counted round). */
  readonly alternative: number;
}

const madeUp = [
  '说明',
  'note',
  'notes.note',
  'other1',
  '2026-03',
  '08:30',
  '13800000000',
  '482913',
  '/workbench',
  '1',
  'a1',
  '0'.repeat(64),
];

/** An input that fits the shape, as far as a shape can tell. */
export function plausibleInput(input: z.ZodType, choices: Choices): unknown {
  return valueFor(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape, '', choices);
}

function valueFor(shape: Shape, field: string, choices: Choices): unknown {
  const alternatives = shape.anyOf ?? shape.oneOf;
  if (alternatives) {
    return valueFor(alternatives[choices.alternative % alternatives.length] ?? {}, field, choices);
  }
  if (shape.const !== undefined) return shape.const;
  const known = shape.format === 'uuid' ? undefined : choices.known[field]?.find((value) => fits(shape, value));
  if (known !== undefined) return known;
  if (shape.enum) return shape.enum[choices.alternative % shape.enum.length];
  switch (shape.type) {
    case 'object':
      return objectOf(shape, choices);
    case 'array': {
      if (shape.prefixItems) return shape.prefixItems.map((item) => valueFor(item, field, choices));
      const item = typeof shape.items === 'object' ? shape.items : {};
      const count = Math.min(Math.max(shape.minItems ?? 0, 1), shape.maxItems ?? 1);
      return Array.from({ length: count }, () => valueFor(item, singular(field), choices));
    }
    case 'string':
      return textOf(shape, field, choices);
    case 'integer':
    case 'number': {
      const least = Math.max(shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1, 1);
      return Math.min(least, shape.maximum ?? least);
    }
    case 'boolean':
      return choices.alternative % 2 === 0;
    case 'null':
      return null;
    default:
      return '说明';
  }
}

function objectOf(shape: Shape, choices: Choices): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    if (shape.required?.includes(name) || (choices.full && name !== choices.without)) {
      value[name] = valueFor(inner, name, choices);
    }
  }
  if (typeof shape.additionalProperties === 'object' && shape.propertyNames) {
    value[String(textOf(shape.propertyNames, 'key', choices))] = valueFor(shape.additionalProperties, 'value', choices);
  }
  return value;
}

function textOf(shape: Shape, field: string, choices: Choices): string {
  if (shape.format === 'uuid') return choices.id(field);
  if (shape.format === 'date') return '2026-03-09';
  if (shape.format === 'date-time') return '2026-03-09T01:00:00Z';
  if (shape.format === 'email') return 'somebody@example.com';
  if (shape.format === 'uri') return 'https://example.com/hook';
  const fitting = madeUp.find((text) => fits(shape, text));
  return fitting ?? 'x'.repeat(shape.minLength ?? 0);
}

/** Whether a known value can stand where the shape is: texts by pattern and length, objects by what they must have, the rest by kind. */
function fits(shape: Shape, value: unknown): boolean {
  if (typeof value !== 'string') {
    if (shape.type !== undefined && shape.type !== kindOf(value)) return false;
    return (shape.required ?? []).every((name) => Object.hasOwn(Object(value), name));
  }
  if (shape.type !== undefined && shape.type !== 'string') return false;
  if (shape.enum) return shape.enum.includes(value);
  if (value.length < (shape.minLength ?? 0) || value.length > (shape.maxLength ?? Number.POSITIVE_INFINITY))
    return false;
  return [shape, ...(shape.allOf ?? [])].every(({ pattern }) => !pattern || new RegExp(pattern, 'u').test(value));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}

/** `personIds` holds each a `personId`. */
const singular = (field: string) => (field.endsWith('Ids') ? field.slice(0, -1) : field);

/** Where something stands in a value. */
export type Path = readonly (string | number)[];

/** Every place in a value, the whole first. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** What stands in one place of a value. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

/** The value with something else in one place. */
export function withAt(value: unknown, path: Path, other: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((inner, index) => (index === step ? withAt(inner, rest, other) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [step]: withAt(object[step], rest, other) };
}
