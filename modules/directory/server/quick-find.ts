import { type RawBuilder, sql } from 'kysely';
import { searchWords, sortKey } from '../domain/search-keys.ts';

/**
 * The first keystrokes match thousands, of whom twenty are shown: those whose name begins with what was typed, in the order of
 * names, which an index has. Condition and order on `p`; undefined: what was typed isn't the beginning of a name. Where fewer
 * are found than are shown, the search proper has to be asked, which knows everything else.
 */
export function quickFind(typed: string): { where: RawBuilder<unknown>; orderBy: RawBuilder<unknown> } | undefined {
  const words = searchWords(typed);
  const [word = ''] = words;
  const han = /^\p{Script=Han}+$/u.test(word);
  if (words.length !== 1 || !(han || /^[a-z]+$/.test(word))) return undefined;
  const begins = han ? sortKey(word).slice(0, -word.length - 1) : word;
  return {
    where: sql`p.left_on is null and p.sort_key >= ${begins} and p.sort_key < ${`${begins}\u{10ffff}`}
      and ${han ? sql`p.name like ${`${word}%`}` : sql`true`}`,
    orderBy: sql`p.sort_key, p.id`,
  };
}
