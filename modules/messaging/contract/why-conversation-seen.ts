import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyConversationSeen = whySeenQuery('messaging.whyConversationSeen', {
  zh: '某人为什么能看到（或看不到）一个会话',
  en: 'Why somebody sees a conversation, or doesn’t',
});
