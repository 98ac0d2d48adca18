import { sql } from 'kysely';
import type { Command } from './integrations-tables.ts';
import { whoManagesApplications } from './who-manages-applications.ts';

/**
 * The sealed code that this person has opened and that still stands in for a second person; null: none. The audit says that it
 * stood in, for who reviews the opening.
 */
export async function standInGlass({ db, now, about }: Command, personId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from access.published_open_glass
    where person_id = ${personId}::uuid and open_until > ${now.toString()}::timestamptz limit 1`.execute(db);
  const glassId = rows[0]?.id ?? null;
  if (glassId !== null) about('breakGlass', glassId);
  return glassId;
}

/** Whether who proposed something may still do so: who has left has nobody else do it. */
export const mayStill = async (context: Command, personId: string): Promise<boolean> =>
  (await whoManagesApplications(context, personId)).includes(personId);
