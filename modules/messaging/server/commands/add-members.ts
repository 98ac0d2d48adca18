import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { membersAdded } from '../../contract/events.ts';
import { groupFull } from '../../contract/failures.ts';
import { mostMembers } from '../../contract/settings.ts';
import { loadGroup } from '../load-group.ts';
import { addToConversation, requireActive } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const addMembers = handle<MessagingTables>()(
  contract.addMembers,
  async (context, { conversationId, personIds }) => {
    const group = await loadGroup(context, conversationId);
    await requireActive(context.db, personIds);
    const addedIds = await addToConversation(context.db, {
      conversationId,
      personIds: [...new Set(personIds)],
      seq: group.last_seq,
      at: context.now.toString(),
    });
    if (addedIds.length === 0) return { addedIds };
    const most = await context.setting(mostMembers);
    if (group.member_count + addedIds.length > most) throw refuse(groupFull, { most });
    await sql`
      update messaging.conversation set member_count = member_count + ${addedIds.length} where id = ${conversationId}`.execute(
      context.db,
    );
    context.about('conversation', conversationId);
    context.emit(membersAdded, { conversationId, personIds: addedIds, byId: group.byId });
    return { addedIds };
  },
);
