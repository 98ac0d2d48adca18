/** One text in both languages. Placeholders are written `{name}` and filled from facts. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

/** Facts are what a text is about: plain JSON values, never sentences. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * Puts code + facts into words in the reader's language. A placeholder without a fact stays visible as `{name}`,
 * so that a missing fact is noticed instead of silently leaving a hole in the sentence.
 */
export function fillWords(words: Words, language: Language, facts: Facts = {}): string {
  return words[language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const fact = facts[name];
    if (fact === undefined || fact === null) return placeholder;
    if (Array.isArray(fact)) return fact.map(String).join(language === 'zh' ? '、' : ', ');
    return typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
  });
}
