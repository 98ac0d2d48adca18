import { type RawBuilder, sql } from 'kysely';
import { searchWords } from '../../domain/search-keys.ts';
import type { Hidden } from './hidden-from.ts';

/**
 * SQL condition on `p` for a search: whoever's contacts are hidden isn't found by them either, only by name, its pinyin or
 * initials, account and job title. Otherwise typing numbers would find out what nobody shows.
 */
export function foundByWhatShows(hidden: Hidden, typed: string): RawBuilder<boolean> {
  const contacts = ['phone', 'landline', 'email'] as const;
  if (!hidden.any(contacts)) return sql`true`;
  const spoken = sql`replace(p.sort_key, ' ', '')`;
  const initials = sql`regexp_replace(p.sort_key, '([a-z])[a-z]* ', '\\1', 'g')`;
  const words = searchWords(typed).map((word) => {
    const begins = `${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(lower(p.name) like ${`%${begins}`} or lower(coalesce(p.alias, '')) like ${`%${begins}`}
      or ${spoken} like ${begins} or ${initials} like ${begins} or lower(p.account) like ${begins}
      or lower(coalesce(p.job_title, '')) like ${`%${begins}`})`;
  });
  return sql`(not ${hidden.of(contacts, 'p.id')} or (${sql.join([sql`true`, ...words], sql` and `)}))`;
}
