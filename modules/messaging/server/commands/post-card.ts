import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cards.ts';
import { cardUnfit } from '../../contract/failures.ts';
import { appendMessage } from '../append-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const postCard = handle<MessagingTables>()(
  contract.postCard,
  async (context, { conversationId, kind, body }) => {
    // Whoever could call it by hand would speak as the system.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const declared = extensionsAt(contract.cardKinds, context.contracts).find((card) => card.kind === kind);
    const fit = declared?.body.safeParse(body);
    if (!fit?.success) throw refuse(cardUnfit);
    const { messageId, seq } = await appendMessage(context, {
      conversationId,
      senderId: null,
      clientId: null,
      kind,
      body: fit.data,
    });
    return { messageId, seq };
  },
);
