import type { Language } from '#kernel/contract/words.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026年3月5日`, or `5 Mar 2026`: with the year, since paper is read in other years too. */
export function dayText(day: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return day;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(date)}日`;
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

/** An instant to the second in a time zone, with the zone named: `2026年3月5日 09:12:33`. */
export function instantText(at: string, language: Language, timeZone: string): string {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${dayText(zoned.toPlainDate().toString(), language)} ${two(zoned.hour)}:${two(zoned.minute)}:${two(zoned.second)}`;
}
