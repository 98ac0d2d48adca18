import type { QueryExecutorProvider } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { dutyWithoutHolder, heldTwice } from '../../contract/failures.ts';
import { readDuties } from './read-duties.ts';

/** Refuses to separate the three administrators while somebody holds two of them, or nobody one of them. */
export async function refuseUnready(db: QueryExecutorProvider): Promise<void> {
  const { twice, missing } = await readDuties(db);
  if (twice.length > 0) throw refuse(heldTwice, { names: twice.map(({ name }) => name).join('、') });
  if (missing.length > 0) throw refuse(dutyWithoutHolder);
}
