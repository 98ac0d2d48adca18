import { useCallback } from 'react';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from './words.ts';

/** How long it is from one moment (instant or milliseconds) to another, in its largest whole unit: 40 分钟, 3 小时, 2 天. */
export function useSpan(): (from: string | number, to: string | number) => string {
  const t = useWords(words);
  return useCallback(
    (from, to) => {
      const minutes = Math.floor((millisecondsOf(to) - millisecondsOf(from)) / 60_000);
      if (minutes < 1) return t('span.moment');
      if (minutes < 60) return t('span.minutes', { count: minutes });
      if (minutes < 1440) return t('span.hours', { count: Math.floor(minutes / 60) });
      return t('span.days', { count: Math.floor(minutes / 1440) });
    },
    [t],
  );
}

const millisecondsOf = (moment: string | number): number => (typeof moment === 'number' ? moment : Date.parse(moment));
