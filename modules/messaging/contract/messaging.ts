import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { fileLabels } from '#modules/files/contract/file-label.ts';
import { fileOwners } from '#modules/files/contract/file-owner.ts';
import * as answers from './answers.ts';
import * as applicationChats from './application-chats.ts';
import * as broadcasts from './broadcasts.ts';
import { postCard } from './cards.ts';
import * as composeEvents from './compose-events.ts';
import * as content from './content.ts';
import * as conversations from './conversations.ts';
import * as drafts from './drafts.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { findConversations } from './find-conversations.ts';
import * as forwardConsents from './forward-consents.ts';
import * as groupTools from './group-tools.ts';
import * as keptOperations from './kept.ts';
import * as labelEvents from './labels/events.ts';
import * as labelFailures from './labels/failures.ts';
import { labelsOfFiles } from './labels/file-labels.ts';
import * as labelOperations from './labels/operations.ts';
import * as labelPermissions from './labels/permissions.ts';
import * as media from './media.ts';
import { keptMessageFiles, messageFiles, scheduledFiles } from './message-files.ts';
import * as messages from './messages.ts';
import { sendToMany } from './permissions.ts';
import * as reminders from './reminders.ts';
import { eraseMessages, keepGroupUntil, messageMonths, messagingRetention, reviewMessages } from './retention.ts';
import * as scheduled from './scheduled.ts';
import { searchMessages } from './search.ts';
import * as settings from './settings.ts';
import { unreadTotal } from './unread-total.ts';
import { whyConversationSeen } from './why-conversation-seen.ts';

/** Drafts, scheduled sending, answers asked for, reminders, consent to forwarding, sending to many. */
const composing = [
  drafts.saveDraft,
  drafts.listDrafts,
  scheduled.scheduleMessage,
  scheduled.changeScheduled,
  scheduled.sendScheduled,
  scheduled.cancelScheduled,
  scheduled.listScheduled,
  scheduled.readScheduled,
  answers.confirmAsked,
  answers.listAnswers,
  answers.listAsked,
  reminders.remindUnread,
  reminders.savePrivacy,
  reminders.readPrivacy,
  forwardConsents.askToForward,
  forwardConsents.answerForward,
  forwardConsents.listForwardConsents,
  broadcasts.previewBroadcast,
  broadcasts.startBroadcast,
  broadcasts.stopBroadcast,
  broadcasts.listBroadcasts,
  broadcasts.listRecipients,
];

/** All that can be said of messaging 消息. */
export const messaging = moduleContract({
  name: 'messaging',
  title: { zh: '消息', en: 'Messages' },
  operations: [
    whyConversationSeen,
    reviewMessages,
    eraseMessages,
    keepGroupUntil,
    conversations.openDirect,
    conversations.createGroup,
    conversations.renameGroup,
    conversations.addMembers,
    conversations.leaveGroup,
    conversations.pinConversation,
    conversations.muteConversation,
    conversations.listConversations,
    conversations.readConversation,
    findConversations,
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
    applicationChats.postAsApplication,
    applicationChats.postFilesAsApplication,
    applicationChats.openApplicationChat,
    applicationChats.renameApplicationChats,
    ...Object.values(keptOperations),
    ...Object.values(labelOperations),
    searchMessages,
    ...Object.values(media),
    ...composing,
  ],
  events: [...Object.values(events), ...Object.values(composeEvents), ...Object.values(labelEvents)],
  permissions: [sendToMany, ...Object.values(labelPermissions)],
  failures: [...Object.values(failures), ...Object.values(labelFailures)],
  settings: [...Object.values(settings), messageMonths],
  extensions: [
    extend(seenThings, { read: whyConversationSeen }),
    extend(retention, messagingRetention),
    extend(fileOwners, messageFiles),
    extend(fileOwners, keptMessageFiles),
    extend(fileOwners, scheduledFiles),
    ...labelsOfFiles.map((label) => extend(fileLabels, label)),
  ],
});
