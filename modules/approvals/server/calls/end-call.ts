import type { Selectable } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { callEnded } from '../../contract/call-events.ts';
import type { CallsTables } from './calls-tables.ts';

export type Call = Selectable<CallsTables['approvals.call']>;

/** A call has come to its end, with an error or without; the request learns of it by the event. Nothing where it had ended before. */
export async function endCall(
  context: Pick<CommandContext<CallsTables>, 'db' | 'now' | 'emit'>,
  call: Pick<Call, 'id' | 'instance_id'>,
  error: string | null,
): Promise<void> {
  const ended = await context.db
    .updateTable('approvals.call')
    .set({ state: error === null ? 'done' : 'failed', error, next_try: null, ended_at: context.now.toString() })
    .where('id', '=', call.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (Number(ended.numUpdatedRows) === 0 || call.instance_id === null) return;
  context.emit(callEnded, { callId: call.id, requestId: call.instance_id, ok: error === null, error });
}
