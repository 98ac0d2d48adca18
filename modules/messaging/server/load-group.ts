import type { QueryExecutorProvider } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notAGroup } from '../contract/failures.ts';
import { loadMembership, type Membership } from './member-table.ts';

/** The group, locked, for a member of it: `notFound` for anybody else, `notAGroup` for a chat between two. */
export async function loadGroup(
  db: QueryExecutorProvider,
  conversationId: string,
  personId: string,
): Promise<Membership> {
  const group = await loadMembership(db, conversationId, personId, 'lock');
  if (group.kind !== 'group') throw refuse(notAGroup);
  return group;
}
