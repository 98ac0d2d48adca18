import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noAddress } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { reachedBy } from '../reached-by.ts';
import { sendInParts } from '../sending/send-in-parts.ts';

export const sendApplicationCard = handle<BotsTables>()(
  contract.sendApplicationCard,
  async (context, { key, content: card, ...named }) => {
    const caller = await admitCaller(context, key);
    if (card.buttons.length > 0 && caller.address === null) throw refuse(noAddress);
    const to = await reachedBy(context, caller.id, named);
    const { cardId, sendingId } = await sendInParts(context, caller.id, { card }, to);
    if (cardId === undefined) throw new Error('a card without its id');
    return { cardId, reached: to.conversationIds.length + to.personIds.length, leftOut: [...to.leftOut], sendingId };
  },
);
