import { handle } from '#kernel/server/define-module.ts';
import { postFromApplication } from '../../contract/application-chats.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller, speaking } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { reachedBy } from '../reached-by.ts';

export const sendApplicationMessage = handle<BotsTables>()(
  contract.sendApplicationMessage,
  async (context, { key, said, ...named }) => {
    const caller = await admitCaller(context, key);
    const { conversationIds, personIds, leftOut } = await reachedBy(context, caller.id, named);
    await context.callAs(speaking, postFromApplication, {
      applicationId: caller.id,
      said,
      conversationIds: [...conversationIds],
      personIds: [...personIds],
    });
    return { reached: conversationIds.length + personIds.length, leftOut: [...leftOut] };
  },
);
