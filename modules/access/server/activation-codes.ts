import { createHash } from 'node:crypto';
import type { QueryContext } from '#kernel/server/context.ts';
import { readCode } from '../domain/activation-code.ts';
import type { AccessTables } from './access-tables.ts';

/** A code is 80 random bits: one round of a fast hash keeps it. Takes the letters without separators. */
export function codeHash(letters: string): Buffer {
  return createHash('sha256').update(letters).digest();
}

/** The open code that was typed, with its person; undefined for everything else, so that nobody learns what it was. */
export async function findOpenCode(context: Pick<QueryContext<AccessTables>, 'db' | 'now'>, typed: string) {
  const letters = readCode(typed);
  if (letters === undefined) return undefined;
  return context.db
    .selectFrom('access.activation_code as k')
    .innerJoin('directory.published_person as p', 'p.id', 'k.person_id')
    .innerJoin('directory.published_employer as e', 'e.id', 'p.employer_id')
    .leftJoin('access.credential as c', 'c.person_id', 'p.id')
    .select(['k.code_hash', 'k.person_id', 'k.expires_at', 'p.account', 'p.name', 'e.name as employer', 'c.changed_at'])
    .where('k.code_hash', '=', codeHash(letters))
    .where('k.used_at', 'is', null)
    .where('k.voided_at', 'is', null)
    .where('k.expires_at', '>', context.now.toString())
    .where('p.active', '=', true)
    .executeTakeFirst();
}
