import type { Language } from '#kernel/contract/words.ts';
import { fieldWords, isTechnical } from '../contract/field-words.ts';

/** A path of fields (`department.name`) in words; the empty path is none. */
export const fieldPath = (kind: string, path: string, language: Language): string =>
  path
    .split('.')
    .map((name) => fieldWords(kind, name)?.[language] ?? name)
    .join(' · ');

/** Whether a path leads to what only programs need. */
export const isTechnicalPath = (path: string): boolean => path.split('.').some(isTechnical);
