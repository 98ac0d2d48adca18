import { useMemo } from 'react';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { DayHours } from '../../contract/work-calendar.ts';
import { onClock } from '../clock-times.ts';
import type { ShownDay } from '../shown-day.ts';
import { words } from '../words.ts';

/** 2024 began on a Monday. */
const weekdayDate = (weekday: number) => new Date(Date.UTC(2024, 0, 1 + weekday));

/** Dates, weekdays and hours of the calendar in the reader's language. */
export function useDayWords() {
  const t = useWords(words);
  const language = useLanguage();
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const exact = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
    const monthOnly = format({ month: 'long' });
    const date = (day: string) => exact.format(new Date(`${day}T00:00:00Z`));
    const time = (wallTime: string) => {
      const { time: shown, nextDay } = onClock(wallTime);
      if (!nextDay) return shown;
      // Midnight at the end of the day is that day's, not the next one's.
      if (wallTime === '24:00') return wallTime;
      return language === 'zh' ? `${t('hours.nextDay')} ${shown}` : `${shown} ${t('hours.nextDay')}`;
    };
    return {
      date,
      month: (day: string) => monthOnly.format(new Date(`${day}T00:00:00Z`)),
      weekday: (weekday: number, length: 'narrow' | 'short' | 'long') =>
        format({ weekday: length }).format(weekdayDate(weekday)),
      label: (day: ShownDay) => {
        const state = t(day.works ? 'state.workday' : 'state.rest');
        const name = day.named?.day.name[language] ?? (day.plain ? t('day.plainNote') : undefined);
        return name === undefined
          ? t('day.label', { date: date(day.date), state })
          : t('day.named', { date: date(day.date), state, name });
      },
      hours: (hours: DayHours) => {
        if (hours.segments.length === 0) return t('hours.rest');
        const text = hours.segments
          .map(({ from, to }) => `${time(from)}–${time(to)}`)
          .join(language === 'zh' ? '，' : ', ');
        return hours.half ? `${text} · ${t('hours.half')}` : text;
      },
    };
  }, [t, language]);
}
