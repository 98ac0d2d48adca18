import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { groupRulesSet } from '../../contract/events.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const setGroupRules = handle<MessagingTables>()(contract.setGroupRules, async (context, input) => {
  const { conversationId } = input;
  const group = await loadGroup(context, conversationId, 'leader');
  const before = {
    forwarding: group.forwarding,
    callingAll: group.calling_all,
    forwardConsent: group.forward_consent,
    hideText: group.hide_text,
  };
  const {
    forwarding = before.forwarding,
    callingAll = before.callingAll,
    forwardConsent = before.forwardConsent,
    hideText = before.hideText,
  } = input;
  const rules = { forwarding, callingAll, forwardConsent, hideText };
  if (Object.entries(rules).every(([rule, value]) => value === before[rule as keyof typeof before])) return {};
  await sql`
    update messaging.conversation set forwarding = ${forwarding}, calling_all = ${callingAll},
      forward_consent = ${forwardConsent}, hide_text = ${hideText}
    where id = ${conversationId}`.execute(context.db);
  context.about('conversation', conversationId);
  context.emit(groupRulesSet, { conversationId, ...rules, byId: group.byId });
  return {};
});
