import { useMemo } from 'react';
import { useViewerState } from '../identity/viewer.ts';
import { useClockAhead } from './clock-ahead.ts';
import * as format from './format.ts';
import { useLanguage } from './language.ts';
import { useWords } from './use-words.ts';

/** Days, months, times, amounts in the reader's language and, unless a `zone` is given, the time zone of the reader's employer. */
export function useFormat(zone?: string) {
  const language = useLanguage();
  const viewer = useViewerState();
  const t = useWords();
  const ahead = useClockAhead();
  const own =
    zone ??
    (viewer.state === 'signedIn' ? viewer.viewer.employer.zone : Intl.DateTimeFormat().resolvedOptions().timeZone);
  return useMemo(() => {
    const companyNow = () => new Date(Date.now() + ahead);
    return {
      zone: own,
      day: (day: string) => format.formatDay(day, language, Number(format.dayOf(companyNow(), own).slice(0, 4))),
      month: (month: string) => format.formatMonth(month, language),
      time: (instant: string) => format.formatTime(instant, language, own),
      exact: (instant: string) => format.formatExact(instant, language, own),
      relative: (instant: string, now = companyNow()) => {
        const told = format.relativeTime(instant, now, language, own);
        return 'text' in told ? told.text : t(told.word, { time: told.time });
      },
      amount: (minor: number | bigint, currency = 'CNY') => format.formatAmount(minor, currency, language),
      number: (value: number) => format.formatNumber(value, language),
      bytes: (bytes: number) => format.formatBytes(bytes, language),
    };
  }, [own, language, t, ahead]);
}
