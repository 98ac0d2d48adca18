import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noAddress } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller, speaking } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';

export const changeApplicationCard = handle<BotsTables>()(
  contract.changeApplicationCard,
  async (context, { key, cardId, content }) => {
    const caller = await admitCaller(context, key);
    if (content.buttons.length > 0 && caller.address === null) throw refuse(noAddress);
    return context.callAs(speaking, contract.changeCard, { cardId, content, applicationId: caller.id });
  },
);
