import { z } from 'zod';
import { day, id, line, prose } from '#kernel/contract/shapes.ts';
import { type CellField, currencies } from './form-design.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/** Wall-clock time in the time zone of the applicant's employer. */
const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/)
  .refine((text) => day().safeParse(text.slice(0, 10)).success);
const half = z.enum(['morning', 'afternoon']);
const halfDay = z.object({ date: day(), half });
const minorUnits = z.int().min(-99_999_999_999_999).max(99_999_999_999_999);
const code = line(60);
/** Ids of stored files, in their order. */
const files = z.array(id()).max(50);
/** Kinds of invoices, machine-printed ones first; `fixedAmount` (定额) are flagged (W14). */
export const invoiceKinds = [
  'fullyDigital',
  'vatSpecial',
  'vatOrdinary',
  'rail',
  'air',
  'toll',
  'taxi',
  'fixedAmount',
  'other',
] as const;
export const transports = ['plane', 'train', 'coach', 'car', 'ship', 'other'] as const;

/** Parts of the fields that are made of several. */
export const compoundShapes = {
  /** Both days included; halves only where the field asks for them. */
  dateRange: z.object({
    from: z.object({ date: day(), half: half.optional() }),
    to: z.object({ date: day(), half: half.optional() }),
  }),
  address: z.object({
    province: line(40).optional(),
    city: line(40).optional(),
    district: line(40).optional(),
    detail: line(200),
  }),
  /** Degrees of WGS 84; `accuracy` in metres. */
  location: z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracy: z.number().min(0).max(1_000_000).optional(),
    place: line(200).optional(),
  }),
  leave: z.object({ kind: z.string().max(40), from: halfDay, to: halfDay }),
  trip: z.object({
    from: halfDay,
    to: halfDay,
    places: z.array(line(60)).min(1).max(20),
    transport: z.enum(transports),
    companions: z.array(id()).max(50).default([]),
  }),
  outing: z.object({ from: wallTime, to: wallTime, place: line(100) }),
  /** `to` not after `from` is the next morning. */
  overtime: z.object({ date: day(), from: clock, to: clock, compensation: z.enum(['pay', 'timeOff']) }),
  punchCorrection: z.object({ date: day(), time: clock, direction: z.enum(['in', 'out']) }),
  /** Amounts in minor units of the field's currency, tax included in `amount`. */
  invoice: z.object({
    kind: z.enum(invoiceKinds),
    code: z
      .string()
      .regex(/^\d{10,12}$/)
      .optional(),
    number: z.string().regex(/^[0-9A-Z]{6,20}$/),
    date: day(),
    amount: minorUnits.min(0),
    tax: minorUnits.min(0).optional(),
    seller: line(100).optional(),
    file: id().optional(),
  }),
  seal: z.object({ seal: z.string().max(40), copies: z.int().min(1).max(10_000), document: line(200) }),
  /** Strokes as x, y, x, y … on a field of 600 × 200. */
  signature: z
    .object({
      strokes: z
        .array(z.array(z.int().min(0).max(600)).min(2).max(2_000))
        .min(1)
        .max(200),
    })
    .refine(({ strokes }) => strokes.reduce((sum, one) => sum + one.length, 0) <= 20_000),
} as const;
export type CompoundKind = keyof typeof compoundShapes;
export type CompoundValue<K extends CompoundKind> = z.infer<(typeof compoundShapes)[K]>;

/** A table's value: its rows, each an object of its columns' values. */
export type TableRow = Readonly<Record<string, unknown>>;
/** Values of a form by the names of its fields; what is empty isn't there. */
export type FormValues = Readonly<Record<string, unknown>>;

/** The empty text, list or object of a field that nobody filled in; such values are left out. */
export function isEmptyValue(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/**
 * The shape of a field's value; `undefined` for a formula, whose value is what it gives.
 * Money is integer minor units (分), in values and in expressions alike; days are `2026-11-22`; people, departments,
 * files and requests are ids; a choice is the id of its option.
 */
export function valueShape(field: CellField): z.ZodType {
  switch (field.kind) {
    case 'text':
      return line(field.most);
    case 'longText':
      return prose(field.most);
    case 'number':
      return z.number().min(-1e15).max(1e15);
    case 'money':
      return minorUnits;
    case 'date':
      return day();
    case 'time':
      return clock;
    case 'choice':
      return field.multiple ? z.array(z.string().max(40)).max(500) : z.string().max(40);
    case 'person':
    case 'department':
      return field.multiple ? z.array(id()).max(100) : id();
    case 'file':
    case 'image':
      return files;
    case 'formula':
      return z.union([z.number(), z.string().max(1_000)]);
    case 'phone':
      return z.string().max(30);
    case 'idNumber':
      return z.string().max(40);
    case 'bankAccount':
      return z.string().max(50);
    case 'relatedApproval':
      return z.array(id()).max(20);
    case 'rating':
      return z.int().min(1).max(field.highest);
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return code;
    default:
      return compoundShapes[field.kind];
  }
}

/** Digits behind the point of a currency's amounts. */
export const minorDigits = (currency: keyof typeof currencies): number => currencies[currency];
