import { onPush } from '#kernel/contract/cache.ts';
import { readConversation } from '#modules/messaging/contract/conversations.ts';
import { listMyApplications } from '../contract/application-chats.ts';
import { applicationChanged, cardChanged, groupBotsChanged } from '../contract/events.ts';
import { listApplications, listGroupBots, listMyCards, readCard } from '../contract/operations.ts';

export const botsCache = [
  onPush(groupBotsChanged, ({ conversationId }, cache) =>
    cache.readAgain(listGroupBots, (input) => input.conversationId === conversationId),
  ),
  onPush(applicationChanged, (_, cache) => {
    cache.readAgain(listApplications);
    cache.readAgain(listGroupBots);
    cache.readAgain(listMyApplications);
    // Whether one may write to it stands there.
    cache.readAgain(readConversation);
  }),
  onPush(cardChanged, ({ cardId }, cache) => {
    cache.readAgain(readCard, (input) => input.cardId === cardId);
    cache.readAgain(listMyCards);
  }),
];
