import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { postFromApplication } from '../../contract/application-chats.ts';
import { noAddress } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller, speaking } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { reachedBy } from '../reached-by.ts';

export const sendApplicationCard = handle<BotsTables>()(
  contract.sendApplicationCard,
  async (context, { key, content: card, ...named }) => {
    const caller = await admitCaller(context, key);
    if (card.buttons.length > 0 && caller.address === null) throw refuse(noAddress);
    const { conversationIds, personIds, leftOut } = await reachedBy(context, caller.id, named);
    const { cardId } = await context.callAs(speaking, postFromApplication, {
      applicationId: caller.id,
      card,
      conversationIds: [...conversationIds],
      personIds: [...personIds],
    });
    if (cardId === undefined) throw new Error('a card without its id');
    return { cardId, reached: conversationIds.length + personIds.length, leftOut: [...leftOut] };
  },
);
