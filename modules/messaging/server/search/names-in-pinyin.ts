import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { searchPeople } from '#modules/directory/contract/people.ts';
import { readDirectory } from '#modules/directory/contract/permissions.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { fold } from './search-text.ts';

const most = 10;

/** Names of active colleagues, folded, whose pinyin or initials a term is: `zhangsan`, `zs`. None for other terms. */
export async function namesInPinyin(context: QueryContext<MessagingTables>, term: string): Promise<string[]> {
  if (!/^[a-z]{2,40}$/.test(term) || !context.may(readDirectory)) return [];
  const { rows } = await context.read(searchPeople, { text: term, limit: 50 });
  if (rows.length === 0) return [];
  const { rows: keys } = await sql<{ name: string; sort_key: string }>`
    select name, sort_key from directory.published_person
    where id = any(${sql.val(rows.map((row) => row.id))}::uuid[]) order by sort_key`.execute(context.db);
  const names = keys.filter(({ name, sort_key }) => {
    const syllables = sort_key.slice(0, -name.length).trim().split(' ');
    return term === syllables.join('') || term === syllables.map((syllable) => syllable[0]).join('');
  });
  return [...new Set(names.map((person) => fold(person.name)))].slice(0, most);
}
