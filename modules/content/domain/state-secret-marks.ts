import type { Span } from '../contract/rule.ts';
import { type FoldedText, placesOf } from './fold-text.ts';

const marks = ['绝密', '机密', '秘密'];
const opens = new Set([...'[(<【（《〔「']);
const closes = new Set([...'])>】）》〕」']);
const stars = new Set([...'★☆*＊']);
const period = /^[\s　]*(?:★|☆|\*|长期|\d{1,3}(?:年|个月))/u;

/**
 * Marks of state secrets, as they stand on documents (保守国家秘密法, GB/T 9704): with a star or a period, in brackets, or after
 * 密级. The words alone say nothing: people write about keeping secrets.
 */
export function findStateSecretMarks(text: FoldedText, most: number): Span[] {
  const { characters } = text;
  const found: Span[] = [];
  for (let at = 0; at + 1 < characters.length && found.length < most; at += 1) {
    const mark = `${characters[at]}${characters[at + 1]}`;
    if (!marks.includes(mark)) continue;
    const before = characters
      .slice(Math.max(0, at - 4), at)
      .join('')
      .trimEnd();
    const after = characters.slice(at + 2, at + 10).join('');
    const [next = ''] = after;
    const enclosed = opens.has(before.at(-1) ?? '') && (closes.has(next) || stars.has(next));
    if (enclosed || period.test(after) || /密级[:：]?$/u.test(before))
      found.push({ ...placesOf(text, at, at + 1), what: mark });
  }
  return found;
}
