import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { announcementSet } from '../../contract/events.ts';
import * as contract from '../../contract/group-tools.ts';
import { appendMessage } from '../append-message.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { requireLength } from '../require-length.ts';

export const postAnnouncement = handle<MessagingTables>()(
  contract.postAnnouncement,
  async (context, { conversationId, clientId, text }) => {
    requireLength(text);
    const { personId } = context.person();
    await loadGroup(context, conversationId, 'leader');
    const { seq } = await appendMessage(context, {
      conversationId,
      senderId: personId,
      clientId,
      kind: 'announcement',
      body: { text },
    });
    await sql`update messaging.conversation set announcement_seq = ${seq} where id = ${conversationId}`.execute(
      context.db,
    );
    context.emit(announcementSet, { conversationId, seq, byId: personId });
    return { seq };
  },
);
