import { useCallback } from 'react';
import type { Words } from '#kernel/contract/words.ts';
import { useLanguage } from '#kernel/web/language/language.ts';

/** Says what the server gave in both languages in the reader's. */
export function useSpoken(): (words: Words) => string {
  const language = useLanguage();
  return useCallback((words) => words[language], [language]);
}
