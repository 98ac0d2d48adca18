import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Command, Query } from '../integrations-tables.ts';
import { groupsOfUser, type UserRow, userSource } from './user-source.ts';

/** The person within the application's reach; refuses with `notFound`. */
export async function findUser(context: Query | Command, applicationId: string, personId: string): Promise<UserRow> {
  const { rows } = await sql<UserRow>`
    select u.*, ${groupsOfUser} from ${userSource(context, applicationId)} where u.id = ${personId}::uuid`.execute(
    context.db as never,
  );
  const [row] = rows;
  if (!row) throw refuse(notFound);
  return row;
}
