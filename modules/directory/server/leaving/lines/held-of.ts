import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { mostHeldNames } from '../../../contract/hand-over-line.ts';
import { managePeople } from '../../../contract/permissions.ts';
import type { DirectoryViews } from '../../../contract/views.ts';

/** Refuses whoever doesn't manage this person. */
export async function requireManaged(
  context: Pick<QueryContext<DirectoryViews>, 'db' | 'within'>,
  personId: string,
): Promise<void> {
  const { rows } = await sql`
    select from directory.person p where p.id = ${personId}::uuid and ${context.within(managePeople, 'p.id')}`.execute(
    context.db,
  );
  if (rows.length === 0) throw refuse(notFound);
}

/** Names as a line shows them. */
export const heldOf = (names: readonly string[]) => ({ count: names.length, names: names.slice(0, mostHeldNames) });
