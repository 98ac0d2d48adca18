import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { groupTransferred } from '../../contract/events.ts';
import { notAMember } from '../../contract/failures.ts';
import * as contract from '../../contract/group-tools.ts';
import { guestEnds } from '../guest-ends.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const transferGroup = handle<MessagingTables>()(
  contract.transferGroup,
  async (context, { conversationId, personId }) => {
    const group = await loadGroup(context, conversationId, 'owner');
    if (personId === group.owner_id) return {};
    // An owner has no other role, and nothing keeps them from writing.
    const { rows } = await sql`
      update messaging.member set role = 'member', guest_reason = null, guest_until = null, silenced_until = null
      where conversation_id = ${conversationId} and person_id = ${personId} and left_at is null
      returning person_id`.execute(context.db);
    if (rows.length === 0) throw refuse(notAMember);
    await context.unschedule(guestEnds, `${conversationId} ${personId}`);
    await sql`update messaging.conversation set owner_id = ${personId} where id = ${conversationId}`.execute(
      context.db,
    );
    context.about('conversation', conversationId);
    context.about('person', personId);
    context.emit(groupTransferred, {
      conversationId,
      ownerId: personId,
      beforeId: group.owner_id,
      byId: group.byId,
    });
    return {};
  },
);
