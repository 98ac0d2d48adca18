import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { messageEdited } from '../../contract/events.ts';
import { editTooLate, notText, notWithApplication, notYourMessage, silenced } from '../../contract/failures.ts';
import { labelOf } from '../../contract/labels/label.ts';
import { editWithin } from '../../contract/settings.ts';
import { requireCleared } from '../labels/clearance.ts';
import { loadMessage, requireOpen } from '../load-message.ts';
import { mayWrite } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { requireLength } from '../require-length.ts';
import { indexMessages } from '../search/index-messages.ts';

export const editMessage = handle<MessagingTables>()(
  contract.editMessage,
  async (context, { conversationId, seq, text }) => {
    requireLength(text);
    const { personId } = context.person();
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    if (message.sender_id !== personId) throw refuse(notYourMessage);
    if (message.kind !== 'text' && message.kind !== 'announcement') throw refuse(notText);
    requireOpen(member);
    // It was told already what the message says.
    if (member.kind === 'application') throw refuse(notWithApplication);
    if (!mayWrite(member, context.now)) throw refuse(silenced);
    await requireCleared(context, conversationId, personId, labelOf(message.body));
    const minutes = await context.setting(editWithin);
    if (Temporal.Instant.compare(context.now, Temporal.Instant.from(message.at).add({ minutes })) > 0)
      throw refuse(editTooLate, { minutes });
    if (message.body.text === text) return {};
    const body = { ...message.body, text };
    const editedAt = context.now.toString();
    await sql`
      insert into messaging.message_version (conversation_id, seq, number, body, at)
      select ${conversationId}, ${seq}, 1 + count(*), ${JSON.stringify(message.body)}::jsonb, ${message.edited_at ?? message.at}
      from messaging.message_version where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    await sql`
      update messaging.message set body = ${JSON.stringify(body)}::jsonb, edited_at = ${editedAt}
      where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    await indexMessages(context.db, conversationId, seq - 1, seq);
    context.about('message', message.id);
    context.emit(messageEdited, {
      conversationId,
      messageId: message.id,
      seq,
      kind: message.kind,
      body,
      editedAt,
    });
    return {};
  },
);
