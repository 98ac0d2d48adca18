import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { notLeader, notWithApplication } from '../../contract/failures.ts';
import { conversationLabelled } from '../../contract/labels/events.ts';
import * as contract from '../../contract/labels/operations.ts';
import { requireOpen } from '../load-message.ts';
import { leads, loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** In a group the leaders', between two either one's. */
export const setConversationLabel = handle<MessagingTables>()(
  contract.setConversationLabel,
  async (context, { conversationId, classification }) => {
    const { personId } = context.person();
    const member = await loadMembership(context.db, conversationId, personId, 'lock');
    requireOpen(member);
    if (member.kind === 'application') throw refuse(notWithApplication);
    if (member.kind === 'group' && !leads(member)) throw refuse(notLeader);
    await sql`update messaging.conversation set classification = ${classification}
      where id = ${conversationId}`.execute(context.db);
    context.about('conversation', conversationId);
    context.emit(conversationLabelled, { conversationId, classification, byId: personId });
    return {};
  },
);
