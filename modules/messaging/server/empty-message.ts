import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { announcementSet } from '../contract/events.ts';
import type { MessagingTables } from './messaging-tables.ts';

/** Takes everything out of a message that was recalled, or removed by a leader; its place stays. */
export async function emptyMessage(
  context: CommandContext<MessagingTables>,
  message: {
    readonly conversationId: string;
    readonly seq: number;
    readonly removed?: { readonly byId: string | null; readonly reason: string };
  },
): Promise<void> {
  const { conversationId, seq, removed } = message;
  await sql`
    update messaging.message set body = null, recalled_at = ${context.now.toString()},
      removed_by = ${removed?.byId ?? null}, removed_reason = ${removed?.reason ?? null}
    where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
  const { rows } = await sql`
    update messaging.conversation set announcement_seq = null
    where id = ${conversationId} and announcement_seq = ${seq} returning id`.execute(context.db);
  if (rows.length > 0)
    context.emit(announcementSet, {
      conversationId,
      seq: null,
      byId: removed ? removed.byId : context.person().personId,
    });
}
