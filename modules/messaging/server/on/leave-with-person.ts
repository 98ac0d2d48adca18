import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import { directClosed } from '../../contract/events.ts';
import { leaveConversation } from '../leave-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Who leaves the company leaves the groups, and nobody writes to them any more; what was said stays. */
export const leaveWithPerson = subscriber<MessagingTables>()(
  'messaging.leaveWithPerson',
  personLeft,
  async (context, { facts: { personId } }) => {
    const groups = await sql<{ id: string }>`
      select c.id from messaging.member m join messaging.conversation c on c.id = m.conversation_id
      where m.person_id = ${personId} and m.left_at is null and c.kind = 'group' order by c.id`.execute(context.db);
    for (const { id } of groups.rows) await leaveConversation(context, id, personId);
    const closed = await sql<{ id: string }>`
      update messaging.conversation set closed_at = ${context.now.toString()}
      where closed_at is null and (low_person_id = ${personId} or high_person_id = ${personId} or person_id = ${personId})
      returning id`.execute(context.db);
    for (const { id } of closed.rows) context.emit(directClosed, { conversationId: id });
  },
);
