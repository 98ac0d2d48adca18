import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { bulletinEnded } from '../contract/events.ts';
import type { BulletinsTables } from './bulletins-tables.ts';
import { expiryTimer } from './timers/expiry-timer.ts';

/** 撤下: off the list, still in the register. False where it was taken down before. Nobody and no reason: the approval was revoked. */
export async function takeOffTheList(
  context: Pick<CommandContext<BulletinsTables>, 'db' | 'now' | 'emit' | 'unschedule'>,
  bulletinId: string,
  { by, reason }: { by: string; reason: string } | { by: null; reason: null },
): Promise<boolean> {
  const at = context.now.toString();
  const { rows } = await sql`insert into bulletins.taken_down (bulletin_id, at, by_id, reason)
    values (${bulletinId}, ${at}, ${by}, ${reason}) on conflict do nothing returning 1`.execute(context.db);
  if (rows.length === 0) return false;
  await context.unschedule(expiryTimer, bulletinId);
  context.emit(bulletinEnded, { bulletinId, why: 'takenDown', at });
  return true;
}
