import type { Language } from '#kernel/contract/words.ts';
import { fetchOnce, forgetFailedFetches } from '../shell/fetch-once.ts';

type Texts = Readonly<Record<string, string>>;

/** The texts of one module's screens, fetched per language when one of its screens is first drawn. `K` are the keys that exist. */
export interface ModuleWords<K extends string = string> {
  /** Only for the type: which keys there are. */
  readonly keys?: K;
  readonly fetch: Readonly<Record<Language, () => Promise<void>>>;
  readonly held: Partial<Record<Language, Texts>>;
  /** Those by which the shell names the module's places and titles, there before the rest. */
  readonly names: Partial<Record<Language, Texts>>;
}

/** By the module's name. */
export type ModuleNames = Readonly<Record<string, Texts>>;

const wanted = new Set<ModuleWords>();
let named: (language: Language) => Promise<void> = async () => undefined;

/**
 * Declares a module's words, in `web/words.ts`:
 * `export const words = moduleWords(() => import('../words.zh.json'), () => import('../words.en.json'))`.
 * Chinese is the source: English must have every key of it.
 */
export function moduleWords<Z extends Texts>(
  zh: () => Promise<{ default: Z }>,
  en: () => Promise<{ default: Readonly<Record<keyof Z, string>> }>,
): ModuleWords<keyof Z & string> {
  const into = (language: Language, load: () => Promise<{ default: object }>) =>
    fetchOnce(async () => {
      words.held[language] = (await load()).default as Texts;
    });
  const words: ModuleWords<keyof Z & string> = {
    fetch: { zh: into('zh', zh), en: into('en', en) },
    held: {},
    names: {},
  };
  return words;
}

/** Fetches a module's words, where they aren't there yet. From now on they come along when the language changes. */
export function fetchWords(words: ModuleWords, language: Language): Promise<void> {
  wanted.add(words);
  return words.fetch[language]();
}

const atHand = Object.assign(Promise.resolve(), { status: 'fulfilled' as const, value: undefined });

/**
 * What a component waits for by `use` before it speaks; `isThere`: it doesn't wait. A component calls `use` every time it is
 * drawn: React draws one that has waited again with the hooks it had, and one that is missing by then is a fault.
 */
export function wordsAwaited(words: ModuleWords, language: Language, isThere: boolean): Promise<void> {
  return isThere ? atHand : fetchWords(words, language);
}

/** Says where the names of all modules are fetched from, per language; left out: they stand among all the words. */
export function nameModules(
  modules: readonly { readonly name: string; readonly words: ModuleWords }[],
  names: Readonly<Record<Language, () => Promise<{ default: ModuleNames }>>> | undefined,
): void {
  if (!names) {
    for (const { words } of modules) wanted.add(words);
    return;
  }
  const into = (language: Language) =>
    fetchOnce(async () => {
      const fetched = (await names[language]()).default;
      for (const { name, words } of modules) words.names[language] = fetched[name] ?? {};
    });
  const fetch = { zh: into('zh'), en: into('en') };
  named = (language) => fetch[language]();
}

/** Fetches everything in a language that is on screen or was: the names of modules, and the words wanted so far. */
export async function loadWords(language: Language): Promise<void> {
  forgetFailedFetches();
  await Promise.all([named(language), ...[...wanted].map((words) => fetchWords(words, language))]);
}
