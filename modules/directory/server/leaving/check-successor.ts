import type { QueryExecutorProvider } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { personUnknown, successorIsLeaver, successorLeaves } from '../../contract/failures.ts';
import { knownPeople } from './candidates.ts';

/** Refuses who can't take over from somebody who is gone from that day on: the leaver, who has left, who is gone by then too. */
export async function checkSuccessor(
  db: QueryExecutorProvider,
  leaver: { readonly personId: string; readonly onDay: string },
  successorId: string,
): Promise<void> {
  if (successorId === leaver.personId) throw refuse(successorIsLeaver);
  const successor = (await knownPeople(db, [successorId])).get(successorId);
  if (!successor || successor.left) throw refuse(personUnknown);
  if (successor.leavesOn !== null && successor.leavesOn <= leaver.onDay) {
    throw refuse(successorLeaves, { name: successor.name, lastDay: successor.lastDay ?? successor.leavesOn });
  }
}
