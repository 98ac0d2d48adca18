import { use } from 'react';
import { useLanguage } from './language.ts';
import { type ModuleWords, wordsAwaited } from './module-words.ts';

/**
 * What a module calls one of its routes or entries, in the reader's language: `useName(entry.words, entry.word)`.
 * There before the module's other words are; suspends where it isn't among the names.
 */
export function useName(words: ModuleWords, key: string): string {
  const language = useLanguage();
  const name = words.names[language]?.[key] ?? words.held[language]?.[key];
  use(wordsAwaited(words, language, name !== undefined || words.held[language] !== undefined));
  return name ?? words.held[language]?.[key] ?? key;
}
