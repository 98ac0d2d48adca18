import { CompiledQuery, type Transaction } from 'kysely';
import type { Strength } from '../../contract/actor.ts';

/**
 * Notes that the person of a session has just proved again who he is, and how. A session never becomes weaker by it.
 * `now` is the kernel clock's instant of the command.
 */
export async function confirmSession<T>(
  db: Transaction<T>,
  confirmed: { readonly sessionId: string; readonly strength: Strength; readonly now: Temporal.Instant },
): Promise<void> {
  await db.executeQuery(
    CompiledQuery.raw(
      `update kernel.session set fresh_at = $2,
         strength = case when strength = 'passkey' or $3 = 'password' then strength else $3 end
       where id = $1 and ended_at is null`,
      [confirmed.sessionId, confirmed.now.toString(), confirmed.strength],
    ),
  );
}
