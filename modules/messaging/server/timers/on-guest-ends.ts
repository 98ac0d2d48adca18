import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { guestEnds } from '../guest-ends.ts';
import { leaveConversation } from '../leave-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** A guest leaves by themselves when their time is over (G6). */
export const onGuestEnds = onTimer<MessagingTables>()(guestEnds, async (context, { conversationId, personId }) => {
  const { rows } = await sql`
    select from messaging.member where conversation_id = ${conversationId} and person_id = ${personId}
      and left_at is null and role = 'guest' and guest_until <= ${context.now.toString()}`.execute(context.db);
  if (rows.length > 0) await leaveConversation(context, conversationId, personId);
});
