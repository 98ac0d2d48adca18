import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { groupRenamed } from '../../contract/events.ts';
import { nameKey } from '../../domain/name-key.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const renameGroup = handle<MessagingTables>()(
  contract.renameGroup,
  async (context, { conversationId, name }) => {
    const group = await loadGroup(context, conversationId);
    if (group.name === name) return {};
    await sql`update messaging.conversation set name = ${name}, name_key = ${nameKey(name)}
      where id = ${conversationId}`.execute(context.db);
    context.about('conversation', conversationId);
    context.emit(groupRenamed, { conversationId, name, byId: group.byId });
    return {};
  },
);
