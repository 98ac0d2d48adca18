import { useSyncExternalStore } from 'react';
import type { Language } from '#kernel/contract/words.ts';
import { loadWords } from './module-words.ts';

const key = 'guiju.language';
const listeners = new Set<() => void>();

function initial(): Language {
  try {
    const kept = localStorage.getItem(key);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // A browser that keeps nothing: its own language decides.
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
let current = initial();
const show = () => {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
};
show();

export const languageNow = (): Language => current;

/** Switches the language of this device, remembered. Rejects where the words can't be fetched; then nothing changes. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === current) return;
  await loadWords(language);
  current = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // The choice holds until the page is closed.
  }
  show();
  for (const listener of listeners) listener();
}

export const useLanguage = (): Language =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
