import type { Words } from '#kernel/contract/words.ts';
import { fillWords, type Language } from '#kernel/contract/words.ts';
import type { DesignField } from '../../contract/form-design.ts';
import type { RequestView } from '../../contract/request.ts';
import { dayText } from './day-text.ts';
import { designedValue } from './design-text.ts';
import { printWords } from './print-words.ts';

type Field = RequestView['fields'][number];

/** A value as it stands on paper: one text, or a table of rows (a detail table of the form). */
export type PrintedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface TextContext {
  readonly language: Language;
  readonly nameOf: (personId: string) => string;
  /** Name of a file by its id; the id itself where it isn't known. */
  readonly fileNameOf: (fileId: string) => string;
}

/** What a field says, in words. A hidden field gives nothing but that it is hidden. `design`: of a designed form. */
export function printedValue(field: Field, design: DesignField | undefined, context: TextContext): PrintedValue {
  const say = (words: Words, facts = {}) => fillWords(words, context.language, facts);
  const text = (value: string): PrintedValue => ({ kind: 'text', text: value });
  if (field.hidden) return text(say(printWords.hidden));
  if (field.words) return text(field.words[context.language]);
  const { value } = field;
  if (value === undefined || value === null || value === '') return text(say(printWords.empty));
  if (design && design.kind !== 'note') return designedValue(design, value, context);
  if (Array.isArray(value) && value.length > 0 && value.every(isRow)) return tableOf(value, context);
  return text(scalarText(value, field.type, context));
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('fileId' in value);

/** A table that no design describes: its columns are the names that occur in the rows, in their first order. */
function tableOf(rows: readonly Readonly<Record<string, unknown>>[], context: TextContext): PrintedValue {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    kind: 'table',
    columns: [printWords.row[context.language], ...names],
    rows: rows.map((row, index) => [
      String(index + 1),
      ...names.map((name) => (row[name] === undefined ? '' : scalarText(row[name], 'text', context))),
    ]),
  };
}

function scalarText(value: unknown, type: string, context: TextContext): string {
  const { language } = context;
  const say = (words: Words, facts = {}) => fillWords(words, language, facts);
  if (Array.isArray(value)) return value.map((one) => scalarText(one, type, context)).join(printWords.comma[language]);
  if (typeof value === 'boolean') return say(value ? printWords.yes : printWords.no);
  if (typeof value === 'number') {
    const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 6 }).format(
      value,
    );
    return type === 'days' ? say(printWords.days, { count: number }) : number;
  }
  if (typeof value === 'string') {
    if (type === 'person') return context.nameOf(value);
    if (type === 'file' || type === 'image') return context.fileNameOf(value);
    return type === 'day' ? dayText(value, language) : value;
  }
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if ('zh' in value && 'en' in value) return String(value[language]);
  if ('fileId' in value) return context.fileNameOf(String(value.fileId));
  if ('date' in value && 'half' in value) {
    const half = value.half === 'morning' ? printWords.morning : printWords.afternoon;
    return say(half, { day: dayText(String(value.date), language) });
  }
  return Object.values(value)
    .map((one) => scalarText(one, 'text', context))
    .join(' ');
}
