import { useCallback } from 'react';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from './words.ts';

/**
 * Minutes in words: below an hour in minutes, then in hours with a tenth. Time on the clock from two days on in days; of working
 * time never, since a day of work isn't a day.
 */
export function useDuration(): (minutes: number, isClock?: boolean) => string {
  const t = useWords(words);
  return useCallback(
    (minutes, isClock = false) => {
      if (minutes < 1) return t('span.moment');
      if (minutes < 60) return t('span.minutes', { count: Math.round(minutes) });
      if (isClock && minutes >= 2880) return t('span.days', { count: Math.round(minutes / 144) / 10 });
      return t('span.hours', { count: Math.round(minutes / 6) / 10 });
    },
    [t],
  );
}
