import { z } from 'zod';
import { day, id, line, prose } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';

/** Fields of a form, columns of its tables included. */
export const MOST_FIELDS = 300;
/** Rows of one detail table. */
export const MOST_ROWS = 1_000;

/**
 * Name of a field or column: stands in values, expressions and patterns, and never changes once a request was made with it.
 * Made by `newFieldName`, never typed. No underscore: in expressions that joins a field and its part, `trip_days`.
 */
export const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/** Words of a design: Chinese is written always, English where somebody wrote it. */
const designWords = (most: number) => z.object({ zh: line(most), en: line(most).optional() });
export type DesignWords = z.infer<ReturnType<typeof designWords>>;

/** Words of a design in both languages: where English wasn't written, the Chinese ones stand. */
export const bothLanguages = ({ zh, en }: DesignWords): Words => ({ zh, en: en ?? zh });

/** FEEL; the names that it may use are those of `typesOf` (domain/form/types-of.ts). */
const expression = z.string().min(1).max(500);

/** ISO 4217, with the digits of its minor unit. */
export const currencies = { CNY: 2, HKD: 2, MOP: 2, TWD: 2, USD: 2, EUR: 2, GBP: 2, JPY: 0 } as const;
export type Currency = keyof typeof currencies;
const currency = z.enum(Object.keys(currencies) as [Currency, ...Currency[]]).default('CNY');

/** An option keeps its id when its words change. */
export const option = z.object({ id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/), words: designWords(100) });
const options = z.array(option).min(1).max(500);
const someOptions = z.array(option).max(500).default([]);

/**
 * show: the field is there while it is true; what isn't shown has no value. require: must be filled in while it is true.
 * compute: nobody fills it in, it is what the expression gives. In a column the names of the same row may be used too.
 */
const rules = z
  .object({ show: expression.optional(), require: expression.optional(), compute: expression.optional() })
  .default({});

const most = (limit: number, usual: number) => z.int().min(1).max(limit).default(usual);
const minor = z.int().min(-99_999_999_999_999).max(99_999_999_999_999);

/** What every field has. `sensitive`: masked for readers; seeing it is logged (Z9). */
const named = (sensitive: boolean) => ({
  name: fieldName,
  label: designWords(100),
  help: designWords(500).optional(),
  required: z.boolean().default(false),
  sensitive: z.boolean().default(sensitive),
  width: z.enum(['full', 'half', 'third']).default('full'),
  rules,
});
/**
 * What a new request begins with, in the shape of the field's value; of a date also `today`, of a person `applicant`. Only for
 * the kinds of `initialKinds`.
 */
const initial = { initial: z.unknown().optional() };
const field = { ...named(false), ...initial };
const sensitiveField = { ...named(true), ...initial };

/** What may be a field and a column. The shape of each one's value stands in form-values.ts. */
const cells = [
  z.object({ kind: z.literal('text'), ...field, most: most(500, 100) }),
  z.object({ kind: z.literal('longText'), ...field, most: most(10_000, 2_000) }),
  z.object({
    kind: z.literal('number'),
    ...field,
    decimals: z.int().min(0).max(6).default(0),
    least: z.number().optional(),
    largest: z.number().optional(),
    unit: designWords(20).optional(),
  }),
  /** `capitals`: 大写 beside the figures, for CNY. */
  z.object({
    kind: z.literal('money'),
    ...field,
    currency,
    capitals: z.boolean().default(false),
    least: minor.optional(),
    largest: minor.optional(),
  }),
  z.object({
    kind: z.literal('date'),
    ...field,
    earliest: z.union([day(), z.literal('today')]).optional(),
    latest: z.union([day(), z.literal('today')]).optional(),
  }),
  z.object({ kind: z.literal('dateRange'), ...field, halfDays: z.boolean().default(false) }),
  z.object({ kind: z.literal('time'), ...field }),
  z.object({
    kind: z.literal('choice'),
    ...field,
    options,
    multiple: z.boolean().default(false),
    atMost: z.int().min(1).max(500).optional(),
  }),
  z.object({ kind: z.literal('person'), ...field, multiple: z.boolean().default(false), atMost: most(100, 20) }),
  z.object({ kind: z.literal('department'), ...field, multiple: z.boolean().default(false), atMost: most(100, 20) }),
  z.object({ kind: z.literal('file'), ...field, atMost: most(50, 10) }),
  z.object({ kind: z.literal('image'), ...field, atMost: most(50, 10) }),
  z.object({
    kind: z.literal('formula'),
    ...field,
    formula: expression,
    gives: z.enum(['number', 'money', 'text']).default('number'),
    decimals: z.int().min(0).max(6).default(2),
    currency,
    capitals: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('address'), ...field }),
  z.object({ kind: z.literal('location'), ...sensitiveField }),
  z.object({ kind: z.literal('phone'), ...field }),
  /** `document`: the resident identity card with its check digit, or any document's number. */
  z.object({
    kind: z.literal('idNumber'),
    ...sensitiveField,
    document: z.enum(['identityCard', 'any']).default('identityCard'),
  }),
  /** `account`: a bank card with its check digit (Luhn), or any account; accounts of companies have no check digit. */
  z.object({ kind: z.literal('bankAccount'), ...sensitiveField, account: z.enum(['card', 'any']).default('card') }),
  z.object({
    kind: z.literal('relatedApproval'),
    ...field,
    /** Only requests of these process kinds; none named: of any. */
    kinds: z.array(z.string().max(100)).max(50).default([]),
    atMost: most(20, 5),
  }),
  /** `options`: the kinds of leave. */
  z.object({ kind: z.literal('leave'), ...field, options }),
  z.object({ kind: z.literal('trip'), ...field }),
  z.object({ kind: z.literal('outing'), ...field }),
  z.object({ kind: z.literal('overtime'), ...field }),
  z.object({ kind: z.literal('punchCorrection'), ...field }),
  z.object({ kind: z.literal('invoice'), ...field, currency }),
  /** `options`: the seals that may be asked for. */
  z.object({ kind: z.literal('seal'), ...field, options }),
  z.object({ kind: z.literal('rating'), ...field, highest: z.int().min(3).max(10).default(5) }),
  /** Drawn by hand. It is a picture and proves nothing; the proof is the evidence of the answer (W8, Z20). */
  z.object({ kind: z.literal('signature'), ...field }),
  /** Of these three: without options any code may be typed. */
  z.object({ kind: z.literal('costCentre'), ...field, options: someOptions }),
  z.object({ kind: z.literal('budgetLine'), ...field, options: someOptions }),
  z.object({ kind: z.literal('project'), ...field, options: someOptions }),
] as const;

/** A field that may also be a column of a table. */
export const cellField = z.discriminatedUnion('kind', [...cells]);
export type CellField = z.infer<typeof cellField>;

/** Kinds that may begin with a value: what somebody is asked for himself, and what the program must find out, don't. */
export const initialKinds: ReadonlySet<string> = new Set<CellField['kind']>([
  'text',
  'longText',
  'number',
  'money',
  'date',
  'time',
  'choice',
  'person',
  'phone',
  'rating',
  'costCentre',
  'budgetLine',
  'project',
]);

/** Text between the fields; it has no value. */
const noteField = z.object({
  kind: z.literal('note'),
  name: fieldName,
  text: z.object({
    zh: prose(5_000).refine((text) => text.trim() !== ''),
    en: prose(5_000).optional(),
  }),
  tone: z.enum(['plain', 'accent', 'warn']).default('plain'),
  width: z.enum(['full', 'half', 'third']).default('full'),
  rules: z.object({ show: expression.optional() }).default({}),
});

/** Detail table 明细: rows of the same columns. `sums`: columns with a sum below. `rowWords`: what one row is called. */
const tableField = z.object({
  kind: z.literal('table'),
  ...named(false),
  columns: z.array(cellField).min(1).max(50),
  atLeast: z.int().min(0).max(MOST_ROWS).default(0),
  atMost: z.int().min(1).max(MOST_ROWS).default(100),
  sums: z.array(fieldName).max(50).default([]),
});
export type TableField = z.infer<typeof tableField>;

export const formField = z.discriminatedUnion('kind', [...cells, noteField, tableField]);
/** A field as a design holds it. */
export type DesignField = z.infer<typeof formField>;
export type FieldKind = DesignField['kind'];

/** What must hold of the whole form; where it doesn't, `message` is told, beside the field `at` where one is named. */
const validation = z.object({ holds: expression, message: designWords(200), at: fieldName.optional() });

/**
 * Text with the values of fields: `{amount}`, parts and sums as in expressions: `{trip_days}`, `{items_amount_sum}`;
 * beside fields `{kind}`, what the kind is called. Never of sensitive fields, nor of people, whose names change.
 */
const pattern = designWords(200);

/** Letters of a number: no digit at the end, so that they never run into the date. */
const numberPrefix = z
  .string()
  .regex(/^(?:[\p{L}\p{N}_()（）〔〕-]*[\p{L}_()（）〔〕-])?$/u)
  .max(20);

/**
 * How requests are numbered: prefix, date, then a counter of at least `digits` digits that begins again with every `reset`.
 * `reset` is never finer than `date`, or numbers would come twice. `employers` with a prefix of their own count for themselves.
 */
export const numbering = z
  .object({
    prefix: numberPrefix,
    date: z.enum(['none', 'year', 'month', 'day']).default('month'),
    reset: z.enum(['never', 'year', 'month', 'day']).default('month'),
    digits: z.int().min(1).max(10).default(4),
    employers: z
      .array(z.object({ employerId: id(), prefix: numberPrefix }))
      .max(500)
      .default([]),
  })
  .refine(({ date, reset }) => reset === 'never' || order.indexOf(reset) <= order.indexOf(date), {
    path: ['reset'],
    error: 'resetFinerThanDate',
  })
  .refine(
    ({ prefix, employers }) => new Set([prefix, ...employers.map((one) => one.prefix)]).size === employers.length + 1,
    { path: ['employers'], error: 'samePrefix' },
  );
export type Numbering = z.infer<typeof numbering>;
const order: readonly string[] = ['none', 'year', 'month', 'day'];

/** A form as data: what the form designer makes, what `evaluateForm` reads. A stored one has passed `checkDesign`. */
export const formDesign = z.object({
  fields: z.array(formField).max(MOST_FIELDS),
  validations: z.array(validation).max(100).default([]),
  /** Heading of a request; without one, the name of its kind. */
  title: pattern.optional(),
  /** The one number or word that decides, in lists: `{amount}`. */
  summary: pattern.optional(),
  numbering,
});
export type FormDesign = z.infer<typeof formDesign>;

/** 字段权限: what the people at a step may do with a field. A column is named `table.column`. */
export const fieldAccess = z.enum(['edit', 'read', 'hidden']);
export type FieldAccess = z.infer<typeof fieldAccess>;
/** By name of field or `table.column`; a column that isn't named has what its table has, any other field `read`. */
export const fieldPermissions = z.record(z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)?$/), fieldAccess);
export type FieldPermissions = z.infer<typeof fieldPermissions>;
