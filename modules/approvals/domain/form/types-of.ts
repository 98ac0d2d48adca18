import type { ExpressionNames, ExpressionType } from '#kernel/expressions/expression.ts';
import type { CellField, DesignField, FormDesign, TableField } from '../../contract/form-design.ts';

/**
 * What is known beside the form: today's date at the applicant's employer, the applicant's id, and as `,a,b,` the ids of the
 * departments that he is in, with all above them, and of the posts that he holds.
 */
export const factTypes = {
  today: 'text',
  applicant: 'text',
  applicant_departments: 'text',
  applicant_posts: 'text',
} as const satisfies ExpressionNames;

/** The parts of a field in expressions: `''` is the field itself, the others are joined with an underscore. */
type Parts = readonly (readonly [part: string, type: ExpressionType])[];

const text: Parts = [['', 'text']];
const number: Parts = [['', 'number']];
const count: Parts = [['count', 'number']];
const several: Parts = [
  ['', 'text'],
  ['count', 'number'],
];
const span: Parts = [
  ['from', 'text'],
  ['to', 'text'],
  ['days', 'number'],
];

/**
 * What a field is in expressions. Days and times are texts that compare in their order; days count halves; hours are of the
 * wall clock; money is minor units. Several choices, people or departments are one text `,a,b,`: `contains(x, ",a,")`.
 */
export function partsOf(field: CellField): Parts {
  switch (field.kind) {
    case 'number':
    case 'money':
    case 'rating':
      return number;
    case 'formula':
      return field.gives === 'text' ? text : number;
    case 'choice':
    case 'person':
    case 'department':
      return field.multiple ? several : text;
    case 'file':
    case 'image':
    case 'relatedApproval':
      return count;
    case 'dateRange':
      return span;
    case 'address':
      return [
        ['province', 'text'],
        ['city', 'text'],
        ['district', 'text'],
        ['detail', 'text'],
      ];
    case 'location':
      return [['place', 'text']];
    case 'leave':
      return [['kind', 'text'], ...span];
    case 'trip':
      return [...span, ['transport', 'text'], ['companions', 'number']];
    case 'outing':
      return [
        ['from', 'text'],
        ['to', 'text'],
        ['hours', 'number'],
        ['place', 'text'],
      ];
    case 'overtime':
      return [
        ['date', 'text'],
        ['hours', 'number'],
        ['compensation', 'text'],
      ];
    case 'punchCorrection':
      return [
        ['date', 'text'],
        ['time', 'text'],
        ['direction', 'text'],
      ];
    case 'invoice':
      return [
        ['kind', 'text'],
        ['number', 'text'],
        ['date', 'text'],
        ['amount', 'number'],
        ['tax', 'number'],
        ['seller', 'text'],
      ];
    case 'seal':
      return [
        ['seal', 'text'],
        ['copies', 'number'],
      ];
    case 'signature':
      return [];
    default:
      return text;
  }
}

/** `trip` and `days` → `trip_days`. */
export const partName = (field: string, part: string): string => (part === '' ? field : `${field}_${part}`);

/** Names of a field or a column with their types. */
export const namesOf = (field: CellField): ExpressionNames =>
  Object.fromEntries(partsOf(field).map(([part, type]) => [partName(field.name, part), type]));

/** The names that tell of a whole table: how many rows, and the sum of everything that is a number: `items_amount_sum`. */
export const tableNames = (table: TableField): ExpressionNames => ({
  [partName(table.name, 'count')]: 'number',
  ...Object.fromEntries(
    table.columns
      .flatMap((column) => Object.entries(namesOf(column)))
      .filter(([, type]) => type === 'number')
      .map(([name]) => [`${table.name}_${name}_sum`, 'number' as const]),
  ),
});

const formNames = (field: DesignField): ExpressionNames => {
  if (field.kind === 'note') return {};
  return field.kind === 'table' ? tableNames(field) : namesOf(field);
};

const kept = new WeakMap<FormDesign, { form: ExpressionNames; rows: Map<string, ExpressionNames> }>();

const alike = new Map<string, ExpressionNames>();
/** Sets of names that are kept: those of the designs in use, and of one that is being changed. */
const MOST_ALIKE = 500;

/** The same object for the same names: a design that was changed in its words only has nothing to be compiled anew. */
function shared(names: ExpressionNames): ExpressionNames {
  const key = Object.entries(names)
    .map(([name, type]) => `${name} ${type}`)
    .toSorted()
    .join();
  const known = alike.get(key);
  if (known) return known;
  if (alike.size >= MOST_ALIKE) alike.clear();
  alike.set(key, names);
  return names;
}

function allNames(design: FormDesign) {
  const known = kept.get(design);
  if (known) return known;
  const form = shared(Object.assign({}, factTypes, ...design.fields.map(formNames)));
  const rows = new Map(
    design.fields
      .filter((field) => field.kind === 'table')
      .map((table): [string, ExpressionNames] => [
        table.name,
        shared(Object.assign({}, form, ...table.columns.map((column) => namesOf(column)))),
      ]),
  );
  const made = { form, rows };
  kept.set(design, made);
  return made;
}

/** The names that expressions about the whole form may use: its rules, its validations, conditions of its flow. */
export const typesOf = (design: FormDesign): ExpressionNames => allNames(design).form;

/** The names that the rules of a table's columns may use: those of the form, and the columns of the same row. */
export const rowTypesOf = (design: FormDesign, table: string): ExpressionNames =>
  allNames(design).rows.get(table) ?? allNames(design).form;
