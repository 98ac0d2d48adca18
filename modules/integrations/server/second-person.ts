import { sql } from 'kysely';
import type { Command } from './integrations-tables.ts';
import { whoManagesApplications } from './who-manages-applications.ts';

/** The sealed code that this person has opened and that still stands in for a second person; null: none. */
export async function openGlass({ db, now }: Command, personId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from access.published_open_glass
    where person_id = ${personId}::uuid and open_until > ${now.toString()}::timestamptz limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Whether who proposed something may still do so: who has left has nobody else do it. */
export const mayStill = async (context: Command, personId: string): Promise<boolean> =>
  (await whoManagesApplications(context, personId)).includes(personId);
