import {
  type CellField,
  type DesignField,
  type DesignWords,
  type FieldKind,
  type FormDesign,
  formField,
} from '../../contract/form-design.ts';
import { newFieldName } from '../../domain/form/new-field-name.ts';

/** The words that a new field begins with. */
export interface FieldWords {
  /** What a kind of field is called. */
  readonly kind: (kind: FieldKind) => string;
  readonly option: (number: number) => string;
  readonly note: string;
}

/** A new field of a kind with what is usually wanted; its name is one that the design hasn't. */
export function newField(design: FormDesign, kind: FieldKind, words: FieldWords): DesignField {
  const name = newFieldName(design, kind);
  if (kind === 'note') return formField.parse({ kind, name, text: { zh: words.note } });
  const base = { kind, name, label: { zh: words.kind(kind) } };
  if (kind === 'table') {
    const inTable = { fields: [...design.fields, { kind: 'time', name } as DesignField] };
    return formField.parse({
      ...base,
      columns: [{ kind: 'text', name: newFieldName(inTable, 'text'), label: { zh: words.kind('text') } }],
    });
  }
  const options = (count: number): { id: string; words: DesignWords }[] =>
    Array.from({ length: count }, (_, at) => ({ id: `o${at + 1}`, words: { zh: words.option(at + 1) } }));
  return formField.parse({
    ...base,
    ...((kind === 'choice' || kind === 'leave' || kind === 'seal') && { options: options(2) }),
    ...(kind === 'formula' && { formula: UNWRITTEN }),
    ...(kind === 'money' && { least: 0 }),
    ...(half.has(kind) && { width: 'half' }),
  });
}

/** A formula that nobody has written yet. */
export const UNWRITTEN = '0';

/** Kinds that are short enough to stand side by side. */
const half: ReadonlySet<FieldKind> = new Set<CellField['kind']>(['number', 'date', 'time', 'money', 'phone', 'rating']);
