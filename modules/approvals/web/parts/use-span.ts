import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

/** How long something took or has waited, by the clock on the wall, in the largest unit that says enough. */
export function useSpan(): (from: string, to: string) => string {
  const t = useWords(words);
  return (from, to) => {
    const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
    if (minutes < 60) return t('span.minutes', { count: minutes });
    const hours = Math.round(minutes / 60);
    return hours < 48 ? t('span.hours', { count: hours }) : t('span.days', { count: Math.round(hours / 24) });
  };
}
