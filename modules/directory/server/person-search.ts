import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { searchWords } from '../domain/search-keys.ts';

/**
 * Condition on `p` and order for what somebody typed: every word begins one of the person's tokens, or stands in the name of
 * a post that the person holds. Names that begin with it come first. Undefined: nothing was typed that could be searched.
 */
export async function personSearch(
  db: QueryExecutorProvider,
  typed: string,
  state: 'active' | 'left',
): Promise<{ where: RawBuilder<unknown>; orderBy: RawBuilder<unknown> } | undefined> {
  const words = searchWords(typed).filter((word) => word !== '');
  const first = words[0];
  if (first === undefined) return undefined;
  const { rows: posts } = await sql<{ id: string; word: string }>`
    select post.id, w.word from directory.post, unnest(${sql.val(words)}::text[]) as w(word)
    where not post.closed and strpos(lower(post.name), w.word) > 0`.execute(db);
  const here = state === 'active' ? sql`left_on is null` : sql`left_on is not null`;
  const conditions = words.map((word) => {
    const byToken = fewDigits.test(word) ? byNumber('p', word) : sql`p.search @@ ${prefixQuery(word)}::tsquery`;
    const postIds = posts.filter((post) => post.word === word).map((post) => post.id);
    if (postIds.length === 0) return byToken;
    return sql`p.id in (
      select q.id from directory.person q where q.${here}
        and ${fewDigits.test(word) ? byNumber('q', word) : sql`q.search @@ ${prefixQuery(word)}::tsquery`}
      union
      select person_id from directory.post_holding where post_id = any(${sql.val(postIds)}::uuid[]) and valid_to is null)`;
  });
  const begins = `${first.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    where: sql`p.${here} and ${sql.join(conditions, sql` and `)}`,
    orderBy: sql`case when lower(p.name) like ${begins} then 0 when replace(p.sort_key, ' ', '') like ${begins} then 1
      when lower(p.account) like ${begins} then 2 else 3 end, p.sort_key, p.id`,
  };
}

/** The beginnings of phones' ends that everybody shares: no phone is meant before the fourth digit. */
const fewDigits = /^\d{1,3}$/;

/** Whose account or staff number begins so. */
function byNumber(person: string, word: string): RawBuilder<boolean> {
  return sql`(lower(${sql.ref(`${person}.account`)}) like ${`${word}%`}
    or lower(${sql.ref(`${person}.staff_number`)}) like ${`${word}%`})`;
}

/** A word as a quoted prefix of PostgreSQL's tsquery. */
function prefixQuery(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`;
}
