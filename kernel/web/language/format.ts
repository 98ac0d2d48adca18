import type { Language } from '#kernel/contract/words.ts';

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** A formatter is slow to make, slow to throw away, and cheap to keep: the same one for the same options. */
function keeps<F, O>(make: (locale: string, options: O) => F): (locale: string, options: O) => F {
  const kept = new Map<string, F>();
  return (locale, options) => {
    const key = locale + JSON.stringify(options);
    let format = kept.get(key);
    if (!format) {
      format = make(locale, options);
      kept.set(key, format);
    }
    return format;
  };
}
const datesIn = keeps((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const dates = (language: Language, options: Intl.DateTimeFormatOptions) => datesIn(locale(language), options);
const numbers = keeps((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const relatives = keeps(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);

/** The calendar day of an instant in a time zone, as `2026-11-22`. */
export const dayOf = (instant: Date, zone: string): string => datesIn('sv-SE', { timeZone: zone }).format(instant);

/** `09:30` in the time zone. */
export const formatTime = (instant: string, language: Language, zone: string): string =>
  dates(language, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

/** A calendar day in words, with its weekday, and with its year where that isn't `thisYear`. */
export function formatDay(day: string, language: Language, thisYear: number): string {
  return dates(language, {
    timeZone: 'UTC',
    ...(Number(day.slice(0, 4)) === thisYear ? {} : { year: 'numeric' }),
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A calendar month in words, always with its year: `2026-09` → `2026年9月`. Anything that isn't one stays as it is. */
export function formatMonth(month: string, language: Language): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(first.getTime())) return month;
  return dates(language, { timeZone: 'UTC', year: 'numeric', month: language === 'zh' ? 'long' : 'short' }).format(
    first,
  );
}

/** The exact time: day, weekday, hour and minute in the zone, always with its year. */
export const formatExact = (instant: string, language: Language, zone: string): string =>
  `${formatDay(dayOf(new Date(instant), zone), language, 0)} ${formatTime(instant, language, zone)}`;

/** How an instant is told from now: the key of the shell's word and its fact, or the finished text. */
export function relativeTime(
  instant: string,
  now: Date,
  language: Language,
  zone: string,
): { word: 'time.now' | 'time.today' | 'time.yesterday' | 'time.tomorrow'; time: string } | { text: string } {
  const then = new Date(instant);
  const minutes = (then.getTime() - now.getTime()) / 60_000;
  const time = formatTime(instant, language, zone);
  if (Math.abs(minutes) < 1) return { word: 'time.now', time };
  if (Math.abs(minutes) < 60) {
    return { text: relatives(locale(language), { numeric: 'always' }).format(Math.trunc(minutes), 'minute') };
  }
  const [day, today] = [dayOf(then, zone), dayOf(now, zone)];
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  if (days === 0) return { word: 'time.today', time };
  if (days === -1) return { word: 'time.yesterday', time };
  if (days === 1) return { word: 'time.tomorrow', time };
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return {
    text: dates(language, {
      timeZone: zone,
      ...(sameYear ? {} : { year: 'numeric' }),
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
    }).format(then),
  };
}

/** Money from integer minor units: `128000`, `CNY` → `¥1,280.00`. Exact for any size that the contract can carry. */
export function formatAmount(minor: number | bigint, currency: string, language: Language): string {
  const format = numbers(locale(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(minor < 0 ? -minor : minor).padStart(digits + 1, '0');
  const decimal = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return format.format(`${minor < 0 ? '-' : ''}${decimal}` as `${number}`);
}

export const formatNumber = (value: number, language: Language): string => numbers(locale(language), {}).format(value);

/** A size of a file in the unit that suits it: `1.5 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const at = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return numbers(locale(language), {
    style: 'unit',
    unit: units[at] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** at);
}
