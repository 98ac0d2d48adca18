import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { type Definition, definition } from '../contract/definition.ts';
import { applicationOff } from '../contract/failures.ts';
import type { Command, Query } from './integrations-tables.ts';

/** What an application in force is, as two people agreed; refuses with `applicationOff` where it isn't. */
export async function standingApplication(
  { db }: Pick<Query | Command, 'db'>,
  applicationId: string,
): Promise<Definition> {
  const { rows } = await sql<{ definition: unknown }>`
    select definition from integrations.application where id = ${applicationId}::uuid and active`.execute(db);
  const [row] = rows;
  if (!row) throw refuse(applicationOff);
  return definition.parse(row.definition);
}
