import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { announcementSet } from '../../contract/events.ts';
import * as contract from '../../contract/group-tools.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const clearAnnouncement = handle<MessagingTables>()(
  contract.clearAnnouncement,
  async (context, { conversationId }) => {
    const group = await loadGroup(context, conversationId, 'leader');
    if (group.announcement_seq === null) return {};
    await sql`update messaging.conversation set announcement_seq = null where id = ${conversationId}`.execute(
      context.db,
    );
    context.about('conversation', conversationId);
    context.emit(announcementSet, { conversationId, seq: null, byId: group.byId });
    return {};
  },
);
