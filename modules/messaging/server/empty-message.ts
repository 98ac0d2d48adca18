import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { detachFiles } from '#modules/files/contract/operations.ts';
import { announcementSet, keptChanged } from '../contract/events.ts';
import { messageFiles } from '../contract/message-files.ts';
import { withdrawAsked } from './compose/asked-people.ts';
import { withdrawConsents } from './compose/forward-consents.ts';
import { withdrawTold } from './compose/tell-about.ts';
import type { MessagingTables } from './messaging-tables.ts';
import { attaching } from './post-message.ts';

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
    update messaging.message set body = null, edited_at = null, recalled_at = ${context.now.toString()},
      removed_by = ${removed?.byId ?? null}, removed_reason = ${removed?.reason ?? null}
    where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
  // What hung on it goes with it: its earlier versions, its files, its place at the top, its call, its row of the search.
  for (const table of [
    'message_version',
    'reaction',
    'mention',
    'pinned_message',
    'message_search',
    'message_link',
    'heard_voice',
  ])
    await sql`delete from ${sql.table(`messaging.${table}`)}
      where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
  await withdrawAsked(context, conversationId, seq);
  await withdrawConsents(context, conversationId, seq);
  await withdrawTold(context, conversationId, seq);
  const kept = await sql<{ person_id: string }>`
    delete from messaging.kept_message where conversation_id = ${conversationId} and seq = ${seq}
    returning person_id`.execute(context.db);
  for (const personId of new Set(kept.rows.map((row) => row.person_id))) context.emit(keptChanged, { personId });
  const files = await sql<{ kind: string; id: string }>`
    delete from messaging.message_file where conversation_id = ${conversationId} and seq = ${seq}
    returning owner_kind as kind, owner_id as id`.execute(context.db);
  const owners = new Map(files.rows.map((owner) => [owner.id, owner]));
  for (const { kind, id } of owners.values())
    await context.callAs(attaching, detachFiles, { owner: { module: messageFiles.module, kind, id } });
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
