import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from './access-tables.ts';

type Proposals = 'access.grant_proposal' | 'access.outside_proposal' | 'access.separation_proposal';

/** A proposal that takes a second person, whatever became of it, locked until the commit; undefined where there is none. */
export async function lockProposal<T extends Proposals>(
  { db }: Pick<CommandContext<AccessTables>, 'db'>,
  table: T,
  id: string,
): Promise<AccessTables[T] | undefined> {
  const { rows } = await sql<AccessTables[T]>`
    select * from ${sql.table(table)} where id = ${id}::uuid for update`.execute(db);
  return rows[0];
}
