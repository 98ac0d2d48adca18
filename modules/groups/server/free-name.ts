import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { nameKept } from '../contract/failures.ts';
import { ownNameIn } from '../domain/group-name.ts';
import type { Query } from './groups-tables.ts';
import { loadKinds } from './load-kinds.ts';

/** Refuses, for a group that nobody governs, a name that looks like one of the governed kinds: 公司名+群名 (S2 7). */
export async function checkFreeName(context: Query, name: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from directory.published_employer`.execute(context.db);
  for (const { kind } of (await loadKinds(context.db)).values()) {
    // Without the company in it a pattern says nothing that others may not say.
    if (!kind.keepsName || !kind.namePattern.includes('{company}')) continue;
    const year = String(context.now.toZonedDateTimeISO('UTC').year);
    if (rows.some((row) => ownNameIn(kind, { company: row.name, department: '', year }, name) !== null)) {
      throw refuse(nameKept, { title: kind.title.zh });
    }
  }
}
