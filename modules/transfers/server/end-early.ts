import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { transferTurned } from '../contract/events.ts';
import { turnTimer } from './timers/turn-timer.ts';
import type { TransfersTables } from './transfers-tables.ts';

/**
 * Ends a transfer before its time; nobody and no reason: the approval was revoked. False where there is none, or it was
 * ended so before.
 */
export async function endEarly(
  context: Pick<CommandContext<TransfersTables>, 'db' | 'now' | 'emit' | 'unschedule' | 'about'>,
  transferId: string,
  { by, reason }: { by: string; reason: string } | { by: null; reason: null },
): Promise<boolean> {
  const { rows } = await sql<{ sender_id: string; receiver_id: string; employer_id: string }>`
    with added as (
      insert into transfers.ended (transfer_id, at, by_id, reason)
      select t.id, ${context.now.toString()}::timestamptz, ${by}::uuid, ${reason}::text from transfers.transfer t
      where t.id = ${transferId}::uuid on conflict do nothing returning transfer_id)
    select t.sender_id, t.receiver_id, t.employer_id from transfers.transfer t join added on added.transfer_id = t.id`.execute(
    context.db,
  );
  const ended = rows[0];
  if (!ended) return false;
  for (const turn of ['begins', 'ends']) await context.unschedule(turnTimer, `${transferId} ${turn}`);
  context.about('transfer', transferId);
  context.emit(transferTurned, {
    transferId,
    senderId: ended.sender_id,
    receiverId: ended.receiver_id,
    employerId: ended.employer_id,
  });
  return true;
}
