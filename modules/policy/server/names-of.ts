import { sql } from 'kysely';
import type { Reader } from './policy-tables.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Names of people, leavers too. */
export async function namesOf({ db }: Reader, ids: readonly (string | null)[]): Promise<(id: string) => Named> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const { rows } = await sql<Named>`
    select id, name from directory.published_person where id = any(${sql.val(wanted)}::uuid[])`.execute(db);
  const names = new Map(rows.map((row) => [row.id, row]));
  return (id) => names.get(id) ?? { id, name: '—' };
}
