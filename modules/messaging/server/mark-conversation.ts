import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { conversationMarked } from '../contract/events.ts';
import type { MessagingTables } from './messaging-tables.ts';

/** Pins, mutes or marks a conversation for the one who asks. */
export async function markConversation(
  context: CommandContext<MessagingTables>,
  conversationId: string,
  mark: { pinned?: boolean; muted?: boolean; markedUnread?: boolean },
): Promise<void> {
  const { personId } = context.person();
  const { rows } = await sql<{ pinned: boolean; muted: boolean; markedUnread: boolean }>`
    update messaging.member
    set pinned = coalesce(${mark.pinned ?? null}::boolean, pinned), muted = coalesce(${mark.muted ?? null}::boolean, muted),
      marked_unread = coalesce(${mark.markedUnread ?? null}::boolean, marked_unread)
    where conversation_id = ${conversationId} and person_id = ${personId} and left_at is null
    returning pinned, muted, marked_unread as "markedUnread"`.execute(context.db);
  const [marked] = rows;
  if (!marked) throw refuse(notFound);
  context.about('conversation', conversationId);
  context.emit(conversationMarked, { conversationId, personId, ...marked });
}
