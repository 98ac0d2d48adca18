import type { Language, Words } from '#kernel/contract/words.ts';
import {
  bothLanguages,
  type CellField,
  type Currency,
  currencies,
  type DesignField,
  type DesignWords,
  type FormDesign,
} from '../../contract/form-design.ts';
import type { FormValues, TableRow } from '../../contract/form-values.ts';
import type { RequestSummary } from '../../contract/process-kind.ts';
import { scopeOf, sumsOf } from './scope-of.ts';

/**
 * The words of lists and the heading, from the patterns of a design. Without a pattern the summary is the name of the kind's
 * first amount or number that has a value, else the kind's title. A field without a value leaves nothing behind.
 */
export function summaryOf(design: FormDesign, kind: Words, values: FormValues): RequestSummary {
  const told = (language: Language) =>
    design.summary ? filled(design, design.summary, kind, values, language) : usual(design, values, language);
  const summary = { zh: told('zh') || kind.zh, en: told('en') || kind.en };
  if (!design.title) return summary;
  const heading = (language: Language) =>
    filled(design, design.title as DesignWords, kind, values, language) || kind[language];
  return { ...summary, title: { zh: heading('zh'), en: heading('en') } };
}

/** The first amount, else the first number, that isn't sensitive. */
function usual(design: FormDesign, values: FormValues, language: Language): string {
  const isShown = (field: DesignField) => field.kind !== 'note' && !field.sensitive && values[field.name] !== undefined;
  const first = (...kinds: string[]) => design.fields.find((field) => kinds.includes(field.kind) && isShown(field));
  const field = first('money') ?? first('formula') ?? first('number');
  return field ? wordsOfName(design, field.name, values, language) : '';
}

function filled(design: FormDesign, pattern: DesignWords, kind: Words, values: FormValues, language: Language): string {
  return bothLanguages(pattern)
    [language].replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'kind' ? kind[language] : wordsOfName(design, name, values, language),
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** What a name of expressions says in words: an amount with its currency, an option by its words. */
function wordsOfName(design: FormDesign, name: string, values: FormValues, language: Language): string {
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') {
      if (name !== field.name && !name.startsWith(`${field.name}_`)) continue;
      const value = values[field.name];
      if (value === undefined) return '';
      return wordsOfPart(field, name.slice(field.name.length + 1), value, scopeOf(field, value)[name], language);
    }
    if (!name.startsWith(`${field.name}_`)) continue;
    const rows = (values[field.name] ?? []) as readonly TableRow[];
    if (name === `${field.name}_count`) return String(rows.length);
    for (const column of field.columns) {
      const sum = sumsOf(field, column, rows)[name];
      const part = name.slice(`${field.name}_${column.name}_`.length, -'_sum'.length);
      if (sum !== undefined) return wordsOfPart(column, part, undefined, sum, language);
    }
  }
  return '';
}

function wordsOfPart(field: CellField, part: string, value: unknown, told: unknown, language: Language): string {
  const isAmount =
    (field.kind === 'money' && part === '') ||
    (field.kind === 'formula' && field.gives === 'money') ||
    (field.kind === 'invoice' && (part === 'amount' || part === 'tax'));
  if (isAmount && typeof told === 'number') return amount(told, field.currency, language);
  if (typeof told === 'number') {
    const unit = field.kind === 'number' && field.unit ? ` ${bothLanguages(field.unit)[language]}` : '';
    return new Intl.NumberFormat(locale(language), { maximumFractionDigits: 6 }).format(told) + unit;
  }
  if ('options' in field) {
    const ids = Array.isArray(value) ? value.map(String) : [String(told)];
    const words = ids.map((id) => field.options.find((one) => one.id === id)?.words);
    return words.map((one, at) => (one ? bothLanguages(one)[language] : ids[at])).join(language === 'zh' ? '、' : ', ');
  }
  return String(told ?? '');
}

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** Minor units in words: `128000`, `CNY` → `¥1,280.00`. */
function amount(minor: number, currency: Currency, language: Language): string {
  const digits = currencies[currency];
  return new Intl.NumberFormat(locale(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}
