import { namePeople } from '#modules/directory/contract/people.ts';
import { listConversations, readConversation } from '../contract/conversations.ts';
import { listMessages } from '../contract/messages.ts';

/** The list, the chats opened last with their last pages, and who is seen in them. */
export const remembers = [listConversations, readConversation, listMessages, namePeople] as const;
