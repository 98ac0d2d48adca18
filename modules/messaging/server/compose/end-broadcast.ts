import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { broadcastMoved } from '../../contract/compose-events.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { broadcastBatch } from './broadcast-batch.ts';

/** Everybody has been sent to, or nobody is any more. */
export async function endBroadcast(
  context: CommandContext<MessagingTables>,
  { broadcastId, authorId }: { readonly broadcastId: string; readonly authorId: string },
  state: 'done' | 'stopped',
): Promise<void> {
  await sql`
    update messaging.broadcast set state = ${state}, ended_at = ${context.now.toString()}
    where id = ${broadcastId}`.execute(context.db);
  await context.unschedule(broadcastBatch, broadcastId);
  context.emit(broadcastMoved, { broadcastId, authorId });
}
