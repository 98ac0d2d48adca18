import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-chats.ts';
import { applicationChats } from '../application-chat-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const openApplicationChat = handle<MessagingTables>()(
  contract.openApplicationChat,
  async (context, { personId, ...application }) => {
    // Whoever could call it by hand would open what isn't open to them.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const [chat] = await applicationChats(context, application, [personId]);
    if (!chat) throw refuse(notFound);
    context.about('conversation', chat.id);
    return { conversationId: chat.id };
  },
);
