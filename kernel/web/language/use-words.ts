import { use, useCallback } from 'react';
import { type Facts, fillWords, type Language } from '#kernel/contract/words.ts';
import { kernelWords } from './kernel-words.ts';
import { languageNow, useLanguage } from './language.ts';
import { type ModuleWords, wordsAwaited } from './module-words.ts';

export type Translate<K extends string> = (key: K, facts?: Facts) => string;

function text(words: ModuleWords, language: Language, key: string, facts: Facts): string {
  const texts = words.held[language];
  if (!texts) throw new Error(`words in ${language} were not loaded`);
  // English has a form for one: `days` and `days.one`, chosen by the fact `count`.
  const found = (facts.count === 1 ? texts[`${key}.one`] : undefined) ?? texts[key] ?? key;
  return fillWords({ zh: found, en: found }, language, facts);
}

/**
 * `const t = useWords(words)`: `t('key', facts)` in the reader's language. Without words: those of the shell.
 * Suspends until they are there.
 */
export function useWords(): Translate<KernelKey>;
export function useWords<K extends string>(words: ModuleWords<K>): Translate<K>;
export function useWords(words: ModuleWords = kernelWords): Translate<string> {
  const language = useLanguage();
  use(wordsAwaited(words, language, words.held[language] !== undefined));
  return useCallback((key, facts = {}) => text(words, language, key, facts), [words, language]);
}

export type KernelKey = NonNullable<(typeof kernelWords)['keys']>;

/** A word of the shell outside of any component, in the language of now. */
export const kernelWord = (key: KernelKey, facts: Facts = {}): string => text(kernelWords, languageNow(), key, facts);
