import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { groupDissolved } from '../../contract/events.ts';
import * as contract from '../../contract/group-tools.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const dissolveGroup = handle<MessagingTables>()(contract.dissolveGroup, async (context, { conversationId }) => {
  const group = await loadGroup(context, conversationId, 'owner', 'evenClosed');
  if (group.closed_at !== null) return {};
  await sql`update messaging.conversation set closed_at = ${context.now.toString()} where id = ${conversationId}`.execute(
    context.db,
  );
  context.about('conversation', conversationId);
  context.emit(groupDissolved, { conversationId, byId: group.byId });
  return {};
});
