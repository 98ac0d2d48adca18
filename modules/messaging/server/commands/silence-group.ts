import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { groupSilenced } from '../../contract/events.ts';
import * as contract from '../../contract/group-tools.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const silenceGroup = handle<MessagingTables>()(
  contract.silenceGroup,
  async (context, { conversationId, silenced }) => {
    const group = await loadGroup(context, conversationId, 'leader');
    if (group.silenced === silenced) return {};
    await sql`update messaging.conversation set silenced = ${silenced} where id = ${conversationId}`.execute(
      context.db,
    );
    context.about('conversation', conversationId);
    context.emit(groupSilenced, { conversationId, silenced, byId: group.byId });
    return {};
  },
);
