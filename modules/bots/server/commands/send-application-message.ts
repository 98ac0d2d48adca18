import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { reachedBy } from '../reached-by.ts';
import { sendInParts } from '../sending/send-in-parts.ts';

export const sendApplicationMessage = handle<BotsTables>()(
  contract.sendApplicationMessage,
  async (context, { key, said, ...named }) => {
    const caller = await admitCaller(context, key);
    const to = await reachedBy(context, caller.id, named);
    const { sendingId } = await sendInParts(context, caller.id, { said }, to);
    return { reached: to.conversationIds.length + to.personIds.length, leftOut: [...to.leftOut], sendingId };
  },
);
