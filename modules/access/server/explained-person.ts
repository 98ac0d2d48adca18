import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { readRoles } from '../contract/permissions.ts';
import type { AccessTables } from './access-tables.ts';

type Asking = Pick<QueryContext<AccessTables>, 'db' | 'actor' | 'within'>;

/** Whose rights the asker wants explained: their own, or those of a person within their reach of `readRoles`; else `notFound`. */
export async function explainedPerson(context: Asking, personId: string): Promise<{ id: string; name: string }> {
  const self = context.actor.kind === 'person' && context.actor.personId === personId;
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from directory.published_person p
    where p.id = ${personId}::uuid and (${self} or ${context.within(readRoles, 'p.id')})`.execute(context.db);
  const [person] = rows;
  if (!person) throw refuse(notFound);
  return person;
}
