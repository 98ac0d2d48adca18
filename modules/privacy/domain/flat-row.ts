import type { Language } from '#kernel/contract/words.ts';

/** A record as cells: what lies deeper by its path (`department.name`), words in one language, lists and the like as JSON. */
export function flatRow(value: unknown, language: Language, path = ''): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return new Map([[path, '']]);
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== 'object' || one === null);
    return new Map([[path, isPlain ? value.join(', ') : JSON.stringify(value)]]);
  }
  const entries = Object.entries(value);
  if (entries.length === 2 && 'zh' in value && 'en' in value) return new Map([[path, String(value[language])]]);
  return new Map(entries.flatMap(([name, inner]) => [...flatRow(inner, language, path ? `${path}.${name}` : name)]));
}
