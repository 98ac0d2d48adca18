import {
  bothLanguages,
  type CellField,
  type Currency,
  currencies,
  type DesignField,
  type TableField,
} from '../../contract/form-design.ts';
import { capitalAmount } from '../../domain/form/capital-amount.ts';
import { dayText } from './day-text.ts';
import type { PrintedValue, TextContext } from './field-text.ts';
import { codeWords, printWords } from './print-words.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A value of a designed field as it stands on paper. */
export function designedValue(
  design: Exclude<DesignField, { kind: 'note' }>,
  value: unknown,
  context: TextContext,
): PrintedValue {
  if (design.kind !== 'table') return { kind: 'text', text: cellText(design, value, context) };
  const { language } = context;
  const rows = Array.isArray(value) ? (value as readonly Parts[]) : [];
  const cells = rows.map((row, at) => [
    String(at + 1),
    ...design.columns.map((column) => cellText(column, row[column.name], context)),
  ]);
  const sums = sumsOf(design, rows, context);
  return {
    kind: 'table',
    columns: [printWords.row[language], ...design.columns.map((column) => bothLanguages(column.label)[language])],
    rows: sums ? [...cells, sums] : cells,
  };
}

/** The row below a table, where it has sums. */
function sumsOf(design: TableField, rows: readonly Parts[], context: TextContext): string[] | undefined {
  if (design.sums.length === 0) return undefined;
  return [
    printWords.sum[context.language],
    ...design.columns.map((column) => {
      if (!design.sums.includes(column.name)) return '';
      const sum = rows.reduce(
        (all, row) => all + (typeof row[column.name] === 'number' ? Number(row[column.name]) : 0),
        0,
      );
      return cellText(column, sum, context);
    }),
  ];
}

function cellText(field: CellField, value: unknown, context: TextContext): string {
  const { language, nameOf, fileNameOf } = context;
  const list = (values: unknown, say: (one: string) => string) =>
    [values]
      .flat()
      .map((one) => say(String(one)))
      .join(printWords.comma[language]);
  const optionWords =
    (options: readonly { id: string; words: { zh: string; en?: string | undefined } }[]) => (id: string) => {
      const option = options.find((one) => one.id === id);
      return option ? bothLanguages(option.words)[language] : id;
    };
  if (value === undefined || value === null || value === '') return '';
  // What is masked is a text, whatever the field holds.
  switch (field.kind) {
    case 'number':
      return typeof value === 'number'
        ? number(value, field.decimals, context) + (field.unit ? ` ${bothLanguages(field.unit)[language]}` : '')
        : String(value);
    case 'money':
      return typeof value === 'number' ? money(value, field.currency, field.capitals, context) : String(value);
    case 'formula':
      if (typeof value !== 'number') return String(value);
      return field.gives === 'money'
        ? money(value, field.currency, field.capitals, context)
        : number(value, field.decimals, context);
    case 'date':
      return dayText(String(value), language);
    case 'choice':
      return list(value, optionWords(field.options));
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return optionWords(field.options)(String(value));
    case 'person':
    case 'department':
    case 'relatedApproval':
      return list(value, nameOf);
    case 'file':
    case 'image':
      return list(value, fileNameOf);
    case 'rating':
      return `${String(value)} / ${field.highest}`;
    case 'signature':
      return printWords.drawn[language];
    case 'text':
    case 'longText':
    case 'time':
    case 'phone':
    case 'idNumber':
    case 'bankAccount':
      return String(value);
    default:
      return typeof value === 'object' ? compoundText(field, value as Parts, optionWords, context) : String(value);
  }
}

/** Fields that are made of several parts. */
function compoundText(
  field: CellField,
  value: Parts,
  optionWords: (
    options: readonly { id: string; words: { zh: string; en?: string | undefined } }[],
  ) => (id: string) => string,
  context: TextContext,
): string {
  const { language, nameOf, fileNameOf } = context;
  const code = (word: unknown) => (codeWords[String(word)] ?? { zh: String(word), en: String(word) })[language];
  const halfDay = (part: unknown) => {
    const { date, half } = part as { date: string; half?: 'morning' | 'afternoon' };
    return dayText(date, language) + (half ? ` ${code(half)}` : '');
  };
  const joined = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' ');
  const span = () => `${halfDay(value.from)} – ${halfDay(value.to)}`;
  const wall = (time: unknown) => `${dayText(String(time).slice(0, 10), language)} ${String(time).slice(11)}`;
  switch (field.kind) {
    case 'dateRange':
      return span();
    case 'leave':
      return joined(optionWords(field.options)(String(value.kind)), span());
    case 'trip':
      return joined(
        span(),
        (value.places as readonly string[]).join(' → '),
        code(value.transport),
        ((value.companions ?? []) as readonly string[]).map(nameOf).join(printWords.comma[language]),
      );
    case 'outing':
      return joined(`${wall(value.from)} – ${wall(value.to)}`, String(value.place));
    case 'overtime':
      return joined(dayText(String(value.date), language), `${value.from} – ${value.to}`, code(value.compensation));
    case 'punchCorrection':
      return joined(dayText(String(value.date), language), String(value.time), code(value.direction));
    case 'invoice':
      return joined(
        code(value.kind),
        value.code !== undefined && String(value.code),
        String(value.number),
        dayText(String(value.date), language),
        money(Number(value.amount), field.currency, false, context),
        value.seller !== undefined && String(value.seller),
        value.file !== undefined && fileNameOf(String(value.file)),
      );
    case 'seal':
      return joined(optionWords(field.options)(String(value.seal)), `× ${value.copies}`, String(value.document));
    case 'location':
      return joined(
        value.place !== undefined && String(value.place),
        `${Number(value.latitude).toFixed(5)}, ${Number(value.longitude).toFixed(5)}`,
      );
    default:
      return joined(...Object.values(value).map(String));
  }
}

const number = (value: number, decimals: number, { language }: TextContext): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: decimals }).format(value);

/** `¥1,280.00`, with 人民币壹仟贰佰捌拾元整 behind it where the field asks for it. */
function money(minor: number, currency: Currency, capitals: boolean, { language }: TextContext): string {
  const digits = currencies[currency];
  const figures = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
  const words = capitals && currency === 'CNY' ? capitalAmount(minor) : undefined;
  return words ? `${figures}（人民币${words}）` : figures;
}
