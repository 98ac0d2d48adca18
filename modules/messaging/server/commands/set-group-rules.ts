import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { groupRulesSet } from '../../contract/events.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const setGroupRules = handle<MessagingTables>()(contract.setGroupRules, async (context, input) => {
  const { conversationId } = input;
  const group = await loadGroup(context, conversationId, 'leader');
  const { forwarding = group.forwarding, callingAll = group.calling_all } = input;
  if (forwarding === group.forwarding && callingAll === group.calling_all) return {};
  await sql`
    update messaging.conversation set forwarding = ${forwarding}, calling_all = ${callingAll}
    where id = ${conversationId}`.execute(context.db);
  context.about('conversation', conversationId);
  context.emit(groupRulesSet, { conversationId, forwarding, callingAll, byId: group.byId });
  return {};
});
