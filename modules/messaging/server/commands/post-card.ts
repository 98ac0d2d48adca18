import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cards.ts';
import { appendMessage } from '../append-message.ts';
import { cardBody } from '../card-body.ts';
import { defaultLabel } from '../labels/clearance.ts';
import { memberIdsOf } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const postCard = handle<MessagingTables>()(
  contract.postCard,
  async (context, { conversationId, kind, body, mentions }) => {
    // Whoever could call it by hand would speak as the system.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const said = cardBody(context, kind, body);
    const members = mentions && mentions.personIds.length > 0 ? await memberIdsOf(context.db, conversationId) : [];
    const personIds = [...new Set(mentions?.personIds)].filter((personId) => members.includes(personId));
    const calls = mentions && (mentions.all || personIds.length > 0) ? { personIds, all: mentions.all } : undefined;
    // A program doesn't choose: what it says is as secret as the conversation.
    const label = await defaultLabel(context, conversationId);
    const { messageId, seq } = await appendMessage(context, {
      conversationId,
      senderId: null,
      clientId: null,
      kind,
      body: {
        ...said,
        ...(calls ? { mentions: calls } : {}),
        ...(label === 'internal' ? {} : { classification: label }),
      },
      noForward: label === 'core',
      mentions: calls && [...calls.personIds, ...(calls.all ? [null] : [])],
    });
    return { messageId, seq };
  },
);
