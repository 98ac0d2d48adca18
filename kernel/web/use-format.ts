import { useMemo } from 'react';
import * as format from './format.ts';
import { useLanguage } from './language.ts';
import { useWords } from './use-words.ts';
import { useViewerState } from './viewer.ts';

/** Days, times, amounts in the reader's language and, unless a `zone` is given, the time zone of the reader's employer. */
export function useFormat(zone?: string) {
  const language = useLanguage();
  const viewer = useViewerState();
  const t = useWords();
  const own =
    zone ??
    (viewer.state === 'signedIn' ? viewer.viewer.employer.zone : Intl.DateTimeFormat().resolvedOptions().timeZone);
  return useMemo(
    () => ({
      zone: own,
      day: (day: string) => format.formatDay(day, language, Number(format.dayOf(new Date(), own).slice(0, 4))),
      time: (instant: string) => format.formatTime(instant, language, own),
      exact: (instant: string) => format.formatExact(instant, language, own),
      relative: (instant: string, now = new Date()) => {
        const told = format.relativeTime(instant, now, language, own);
        return 'text' in told ? told.text : t(told.word, { time: told.time });
      },
      amount: (minor: number | bigint, currency = 'CNY') => format.formatAmount(minor, currency, language),
      number: (value: number) => format.formatNumber(value, language),
      bytes: (bytes: number) => format.formatBytes(bytes, language),
    }),
    [own, language, t],
  );
}
