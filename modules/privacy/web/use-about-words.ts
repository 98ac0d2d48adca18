import { useWords } from '#kernel/web/language/use-words.ts';
import type { ComplaintRow } from '../contract/complaints.ts';
import { words } from './words.ts';

/** Whom a complaint is about, in words. */
export function useAboutWords(): (about: ComplaintRow['about']) => string {
  const t = useWords(words);
  return ({ kind, name, role }) => (role ? t(`function.${role}`) : (name ?? t(`about.${kind}`)));
}
