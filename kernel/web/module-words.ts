import type { Language } from '#kernel/contract/words.ts';

type Texts = Readonly<Record<string, string>>;

/** The texts of one module's screens, fetched per language. `K` are the keys that exist. */
export interface ModuleWords<K extends string = string> {
  /** Only for the type: which keys there are. */
  readonly keys?: K;
  readonly fetch: Readonly<Record<Language, () => Promise<Texts>>>;
  readonly held: Partial<Record<Language, Texts>>;
}

const known = new Set<ModuleWords>();

/**
 * Declares a module's words, in `web/words.ts`:
 * `export const words = moduleWords(() => import('./words.zh.json'), () => import('./words.en.json'))`.
 * Chinese is the source: English must have every key of it.
 */
export function moduleWords<Z extends Texts>(
  zh: () => Promise<{ default: Z }>,
  en: () => Promise<{ default: Readonly<Record<keyof Z, string>> }>,
): ModuleWords<keyof Z & string> {
  const words: ModuleWords<keyof Z & string> = {
    fetch: { zh: async () => (await zh()).default, en: async () => (await en()).default as Texts },
    held: {},
  };
  known.add(words);
  return words;
}

/** Fetches the words of every declared module in a language, so that screens find them ready. */
export async function loadWords(language: Language): Promise<void> {
  await Promise.all(
    [...known].map(async (words) => {
      words.held[language] ??= await words.fetch[language]();
    }),
  );
}
