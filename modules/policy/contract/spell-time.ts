import type { Words } from '#kernel/contract/words.ts';

/** An instant as notices say it, to the minute, in an IANA time zone. */
export function spellTime(at: string, zone: string): Words {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const clock = `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
  return {
    zh: `${time.year} 年 ${time.month} 月 ${time.day} 日 ${clock}`,
    en: `${time.toPlainDate().toString()} ${clock}`,
  };
}
