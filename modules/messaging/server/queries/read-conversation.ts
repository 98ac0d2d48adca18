import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { loadMembership, memberIdsOf } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readConversation = handle<MessagingTables>()(
  contract.readConversation,
  async (context, { conversationId }) => {
    const { personId } = context.person();
    const found = await loadMembership(context.db, conversationId, personId);
    return {
      conversationId,
      kind: found.kind,
      name: found.name,
      otherId: found.other_id,
      ownerId: found.owner_id,
      lastSeq: found.last_seq,
      personId,
      readSeq: found.read_seq,
      pinned: found.pinned,
      muted: found.muted,
      memberIds: await memberIdsOf(context.db, conversationId),
      may: [
        ...(found.closed_at === null ? (['send'] as const) : []),
        ...(found.kind === 'group' ? (['rename', 'addMembers', 'leave'] as const) : []),
      ],
    };
  },
);
