import type { Words } from '#kernel/contract/words.ts';
import {
  bothLanguages,
  type CellField,
  type Currency,
  type DesignField,
  type FormDesign,
} from '../../contract/form-design.ts';
import { partName } from '../../domain/form/types-of.ts';
import type { ConditionField, ConditionType } from './condition-words.ts';

/** The word of a part of a field, or of something known beside the form. */
export type PartWord =
  | 'from'
  | 'to'
  | 'days'
  | 'hours'
  | 'date'
  | 'count'
  | 'kind'
  | 'copies'
  | 'amount'
  | 'tax'
  | 'companions'
  | 'place'
  | 'seal'
  | 'sum';

/** A thing that a row of a condition may ask about, with what the reader sees of it. */
export interface AskedField extends ConditionField {
  /** Words of the form, outermost first: the table, its column. */
  readonly labels: readonly Words[];
  readonly part?: PartWord;
  /** Something known beside the form. */
  readonly fact?: 'applicant' | 'departments' | 'posts' | 'today';
  /** The values of a choice; otherwise people, departments or posts are picked. */
  readonly options?: readonly { readonly id: string; readonly words: Words }[];
  readonly pick?: 'person' | 'department' | 'post';
  /** Digits behind the point of a number. */
  readonly digits?: number;
  readonly currency?: Currency;
  readonly unit?: Words;
}

type About = Omit<AskedField, 'name' | 'labels'>;

/** The parts of a field that rows can ask about; others can be asked about in FEEL. */
function partsOf(field: CellField): readonly (readonly [part: string, about: About])[] {
  const plain = (type: ConditionType, more: Partial<About> = {}) => [['', { type, ...more }]] as const;
  const number = (part: PartWord, digits = 0) => [part, { type: 'number', part, digits }] as const;
  const span = [
    ['from', { type: 'date', part: 'from' }],
    ['to', { type: 'date', part: 'to' }],
    number('days', 1),
  ] as const;
  const choice = (options: Extract<CellField, { kind: 'leave' }>['options']) =>
    options.map((option) => ({ id: option.id, words: bothLanguages(option.words) }));
  switch (field.kind) {
    case 'text':
    case 'longText':
    case 'phone':
      return plain('text');
    case 'number':
      return plain('number', { digits: field.decimals, ...(field.unit && { unit: bothLanguages(field.unit) }) });
    case 'rating':
      return plain('number', { digits: 0 });
    case 'money':
      return plain('money', { currency: field.currency });
    case 'formula':
      if (field.gives === 'text') return plain('text');
      return field.gives === 'money'
        ? plain('money', { currency: field.currency })
        : plain('number', { digits: field.decimals });
    case 'date':
      return plain('date');
    case 'choice':
      return field.multiple
        ? [...plain('choices', { options: choice(field.options) }), number('count')]
        : plain('choice', { options: choice(field.options) });
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return field.options.length > 0 ? plain('choice', { options: choice(field.options) }) : plain('text');
    case 'person':
    case 'department':
      return field.multiple
        ? [...plain('choices', { pick: field.kind }), number('count')]
        : plain('choice', { pick: field.kind });
    case 'file':
    case 'image':
    case 'relatedApproval':
      return [number('count')];
    case 'dateRange':
      return span;
    case 'leave':
      return [['kind', { type: 'choice', part: 'kind', options: choice(field.options) }], ...span];
    case 'trip':
      return [...span, number('companions')];
    case 'outing':
      return [number('hours', 2), ['place', { type: 'text', part: 'place' }]];
    case 'overtime':
      return [['date', { type: 'date', part: 'date' }], number('hours', 2)];
    case 'punchCorrection':
      return [['date', { type: 'date', part: 'date' }]];
    case 'invoice':
      return [
        ['amount', { type: 'money', part: 'amount', currency: field.currency }],
        ['tax', { type: 'money', part: 'tax', currency: field.currency }],
        ['date', { type: 'date', part: 'date' }],
      ];
    case 'seal':
      return [['seal', { type: 'choice', part: 'seal', options: choice(field.options) }], number('copies')];
    default:
      return [];
  }
}

const cellFields = (field: CellField): AskedField[] =>
  partsOf(field).map(([part, about]) => ({
    ...about,
    name: partName(field.name, part),
    labels: [bothLanguages(field.label)],
  }));

function formFields(field: DesignField): AskedField[] {
  if (field.kind === 'note') return [];
  if (field.kind !== 'table') return cellFields(field);
  const label = bothLanguages(field.label);
  const sums = field.columns
    .flatMap(cellFields)
    .filter((one) => one.type === 'number' || one.type === 'money')
    .map((one) => ({
      ...one,
      name: `${field.name}_${one.name}_sum`,
      labels: [label, ...one.labels],
      // A part of a column is told by the column's word; what is asked about is the sum.
      part: 'sum' as const,
    }));
  return [{ name: partName(field.name, 'count'), type: 'number', digits: 0, part: 'count', labels: [label] }, ...sums];
}

const kept = new WeakMap<FormDesign, readonly AskedField[]>();

/** Everything that rows of a condition may ask about on a form: its fields, their parts, sums of its tables, the applicant. */
export function askedFields(design: FormDesign): readonly AskedField[] {
  const known = kept.get(design);
  if (known) return known;
  const fields: AskedField[] = [
    ...design.fields.flatMap(formFields),
    { name: 'applicant', type: 'choice', pick: 'person', fact: 'applicant', labels: [] },
    { name: 'applicant_departments', type: 'choices', pick: 'department', fact: 'departments', labels: [] },
    { name: 'applicant_posts', type: 'choices', pick: 'post', fact: 'posts', labels: [] },
    { name: 'today', type: 'date', fact: 'today', labels: [] },
  ];
  kept.set(design, fields);
  return fields;
}

/** What the rules of a table's columns may ask about: the same row first, then all that the form may. */
export function askedInRow(design: FormDesign, table: string): readonly AskedField[] {
  const owner = design.fields.find((field) => field.kind === 'table' && field.name === table);
  return [...(owner?.kind === 'table' ? owner.columns.flatMap(cellFields) : []), ...askedFields(design)];
}
