import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-chats.ts';
import { appendToMany } from '../append-message.ts';
import { applicationChats } from '../application-chat-rows.ts';
import { cardBody } from '../card-body.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const postAsApplication = handle<MessagingTables>()(
  contract.postAsApplication,
  async (context, { personIds, kind, body, ...application }) => {
    // Whoever could call it by hand would speak as an application.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const said = cardBody(context, kind, body);
    const chats = await applicationChats(context, application, personIds);
    const personOf = new Map(chats.map((chat) => [chat.id, chat.personId]));
    const sent = await appendToMany(
      context,
      chats.map(({ id }) => ({ conversationId: id, senderId: null, clientId: null, kind, body: said })),
    );
    context.about('application', application.applicationId);
    return {
      posted: sent.map(({ conversationId, seq }) => ({
        personId: personOf.get(conversationId) ?? '',
        conversationId,
        seq,
      })),
    };
  },
);
