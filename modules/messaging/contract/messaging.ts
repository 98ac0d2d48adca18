import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { fileOwners } from '#modules/files/contract/file-owner.ts';
import { postCard } from './cards.ts';
import * as content from './content.ts';
import * as conversations from './conversations.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as groupTools from './group-tools.ts';
import * as keptOperations from './kept.ts';
import * as labelEvents from './labels/events.ts';
import * as labelFailures from './labels/failures.ts';
import * as labelOperations from './labels/operations.ts';
import * as labelPermissions from './labels/permissions.ts';
import * as media from './media.ts';
import { keptMessageFiles, messageFiles } from './message-files.ts';
import * as messages from './messages.ts';
import { searchMessages } from './search.ts';
import * as settings from './settings.ts';
import { unreadTotal } from './unread-total.ts';

/** All that can be said of messaging 消息. */
export const messaging = moduleContract({
  name: 'messaging',
  title: { zh: '消息', en: 'Messages' },
  operations: [
    conversations.openDirect,
    conversations.createGroup,
    conversations.renameGroup,
    conversations.addMembers,
    conversations.leaveGroup,
    conversations.pinConversation,
    conversations.muteConversation,
    conversations.listConversations,
    conversations.readConversation,
    unreadTotal,
    messages.sendMessage,
    messages.listMessages,
    messages.findDay,
    messages.markRead,
    messages.listReaders,
    messages.recallMessage,
    messages.tellTyping,
    ...Object.values(groupTools),
    ...Object.values(content),
    postCard,
    ...Object.values(keptOperations),
    ...Object.values(labelOperations),
    searchMessages,
    ...Object.values(media),
  ],
  events: [...Object.values(events), ...Object.values(labelEvents)],
  permissions: Object.values(labelPermissions),
  failures: [...Object.values(failures), ...Object.values(labelFailures)],
  settings: Object.values(settings),
  extensions: [extend(fileOwners, messageFiles), extend(fileOwners, keptMessageFiles)],
});
