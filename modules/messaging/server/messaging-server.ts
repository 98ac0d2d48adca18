import { serverModule } from '#kernel/server/define-module.ts';
import { messaging } from '../contract/messaging.ts';
import { applicationChatHandlers } from './application-chat-handlers.ts';
import { tellAway } from './away/tell-away.ts';
import { addMembers } from './commands/add-members.ts';
import { createGroup } from './commands/create-group.ts';
import { keepGroupUntil } from './commands/keep-group-until.ts';
import { leaveGroup } from './commands/leave-group.ts';
import { markRead } from './commands/mark-read.ts';
import { muteConversation } from './commands/mute-conversation.ts';
import { openDirect } from './commands/open-direct.ts';
import { pinConversation } from './commands/pin-conversation.ts';
import { recallMessage } from './commands/recall-message.ts';
import { renameGroup } from './commands/rename-group.ts';
import { sendMessage } from './commands/send-message.ts';
import { composeHandlers, composeTimers } from './compose-handlers.ts';
import { contentHandlers } from './content-handlers.ts';
import { conversationTopics } from './conversation-topics.ts';
import { fillNameKeys } from './fill-name-keys.ts';
import { groupToolsHandlers } from './group-tools-handlers.ts';
import { keptHandlers } from './kept-handlers.ts';
import { labelHandlers } from './labels/label-handlers.ts';
import { mediaHandlers, mediaOutside, mediaRecurring, mediaSubscribers } from './media/media-handlers.ts';
import { eraseRecalled } from './on/erase-recalled.ts';
import { eraseRemoved } from './on/erase-removed.ts';
import { leaveWithPerson } from './on/leave-with-person.ts';
import { presenceShown } from './presence-shown.ts';
import { findConversations } from './queries/find-conversations.ts';
import { findDay } from './queries/find-day.ts';
import { listConversations } from './queries/list-conversations.ts';
import { listMessages } from './queries/list-messages.ts';
import { listReaders } from './queries/list-readers.ts';
import { readConversation } from './queries/read-conversation.ts';
import { tellTyping } from './queries/tell-typing.ts';
import { unreadTotal } from './queries/unread-total.ts';
import { eraseMessages } from './retention/erase-messages.ts';
import { reviewMessages } from './retention/review-messages.ts';
import { searchHandlers, searchSubscribers } from './search/search-handlers.ts';
import { onGuestEnds } from './timers/on-guest-ends.ts';
import { whyConversationSeen } from './why-seen/why-conversation-seen.ts';

export const messagingServer = serverModule({
  contract: messaging,
  handlers: [
    whyConversationSeen,
    openDirect,
    createGroup,
    renameGroup,
    addMembers,
    leaveGroup,
    pinConversation,
    muteConversation,
    listConversations,
    findConversations,
    readConversation,
    unreadTotal,
    sendMessage,
    listMessages,
    findDay,
    markRead,
    listReaders,
    recallMessage,
    tellTyping,
    ...groupToolsHandlers,
    ...contentHandlers,
    ...keptHandlers,
    ...searchHandlers,
    ...mediaHandlers,
    ...labelHandlers,
    ...applicationChatHandlers,
    ...composeHandlers,
    reviewMessages,
    eraseMessages,
    keepGroupUntil,
  ],
  subscribers: [eraseRecalled, eraseRemoved, leaveWithPerson, ...searchSubscribers, ...mediaSubscribers],
  timers: [onGuestEnds, ...composeTimers],
  outside: mediaOutside,
  recurring: [tellAway, fillNameKeys, ...mediaRecurring],
  migrations: new URL('./migrations/', import.meta.url),
  topicsOf: conversationTopics,
  presenceShown,
});
