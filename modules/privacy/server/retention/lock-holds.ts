import { sql } from 'kysely';
import type { Command } from '../privacy-tables.ts';

/**
 * Holding and erasing take turns: when a hold is answered with success, what was being erased is done, and nothing more is begun.
 * Without it a hold that commits between the look at holds and the erasing would come too late unseen.
 */
export const lockHolds = (context: Pick<Command, 'db'>): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended('privacy.holds', 0))`.execute(context.db);
