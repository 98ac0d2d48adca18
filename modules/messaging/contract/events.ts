import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { isSecret, labelOf } from './labels/label.ts';
import { conversationKind, groupName, messageBody, messageKind, position, reason, seq } from './shapes.ts';

const conversation = (facts: { conversationId: string }) => [`conversation:${facts.conversationId}`] as const;

/** A secret isn't pushed to whoever is connected: who is cleared reads it. Whom it calls is no secret. */
const withoutSecrets = <F extends { body: Record<string, unknown> }>(facts: F): F =>
  isSecret(labelOf(facts.body))
    ? { ...facts, body: { classification: facts.body.classification, mentions: facts.body.mentions, hidden: true } }
    : facts;

const sentFacts = z.object({
  conversationId: id(),
  messageId: id(),
  seq: seq(),
  senderId: id().nullable(),
  clientId: id().nullable(),
  kind: messageKind,
  body: messageBody,
  at: instant(),
  replyTo: seq().nullable(),
  threadSeq: seq().nullable(),
  /** How many messages the thread has now, without its first; 0 outside of one. */
  threadReplies: z.int(),
  noForward: z.boolean(),
  /** The sender's read position: on this message, if everything before it had been read. */
  senderReadSeq: position(),
  /** How many others are members. */
  audience: z.int(),
});

/**
 * The text goes along, so that a thousand readers needn't ask for it; it is erased from the log with its message
 * (docs/decisions/message-content.md).
 */
export const messageSent = event({
  name: 'messaging.messageSent',
  summary: { zh: '发送了消息', en: 'A message was sent' },
  facts: sentFacts,
  topics: conversation,
  shape: sentFacts,
  project: withoutSecrets,
});

export const messageRecalled = event({
  name: 'messaging.messageRecalled',
  summary: { zh: '撤回了消息', en: 'A message was recalled' },
  facts: z.object({ conversationId: id(), messageId: id(), seq: seq(), sentAt: instant() }),
  topics: conversation,
});

export const readMoved = event({
  name: 'messaging.readMoved',
  summary: { zh: '已读位置前移', en: 'Somebody read on' },
  /** Read are the messages after `before` up to `seq`; `senderIds` sent them. Only they, and the reader, are told. */
  facts: z.object({
    conversationId: id(),
    personId: id(),
    before: position(),
    seq: position(),
    joinedSeq: position(),
    senderIds: z.array(id()),
  }),
  topics: (facts) =>
    [...new Set([facts.personId, ...facts.senderIds])].map((personId) => `person:${personId}` as const),
});

export const conversationOpened = event({
  name: 'messaging.conversationOpened',
  summary: { zh: '开始了会话', en: 'A conversation was opened' },
  facts: z.object({ conversationId: id(), kind: conversationKind, personIds: z.array(id()) }),
  topics: (facts) => facts.personIds.map((personId) => `person:${personId}` as const),
  changesTopicsOf: (facts) => facts.personIds,
});

/** `name`: of the application, in its conversation with a person. */
export const applicationChatRenamed = event({
  name: 'messaging.applicationChatRenamed',
  summary: { zh: '应用改名', en: 'An application has another name' },
  facts: z.object({ conversationId: id(), name: groupName() }),
  topics: conversation,
});

/** For the module that keeps applications, which tells the application: ids, no words. */
export const applicationWrittenTo = event({
  name: 'messaging.applicationWrittenTo',
  summary: { zh: '有人给应用发了消息', en: 'Somebody wrote to an application' },
  facts: z.object({
    applicationId: id(),
    conversationId: id(),
    personId: id(),
    messageId: id(),
    seq: seq(),
    at: instant(),
  }),
  topics: () => [],
});

export const groupRenamed = event({
  name: 'messaging.groupRenamed',
  summary: { zh: '群名变更', en: 'A group was renamed' },
  facts: z.object({ conversationId: id(), name: groupName(), byId: id().nullable() }),
  topics: conversation,
});

export const membersAdded = event({
  name: 'messaging.membersAdded',
  summary: { zh: '新成员入群', en: 'Members were added to a group' },
  facts: z.object({ conversationId: id(), personIds: z.array(id()), byId: id().nullable() }),
  topics: (facts) => [...conversation(facts), ...facts.personIds.map((personId) => `person:${personId}` as const)],
  changesTopicsOf: (facts) => facts.personIds,
});

export const memberLeft = event({
  name: 'messaging.memberLeft',
  summary: { zh: '成员退群或被移出', en: 'A member left a group, or was taken out of it' },
  /** `ownerId`: the group's owner from now on; null where nobody is left. `removed`: not by themselves; `byId` null: a process. */
  facts: z.object({
    conversationId: id(),
    personId: id(),
    ownerId: id().nullable(),
    removed: z.boolean(),
    byId: id().nullable(),
  }),
  topics: (facts) => [...conversation(facts), `person:${facts.personId}`],
  changesTopicsOf: (facts) => [facts.personId],
});

export const directClosed = event({
  name: 'messaging.directClosed',
  summary: { zh: '因对方离职，单聊停止', en: 'A chat between two ended because one left the company' },
  facts: z.object({ conversationId: id() }),
  topics: conversation,
});

export const conversationMarked = event({
  name: 'messaging.conversationMarked',
  summary: {
    zh: '会话被置顶、设为免打扰或标为未读',
    en: 'Somebody pinned, muted or marked a conversation for themselves',
  },
  facts: z.object({
    conversationId: id(),
    personId: id(),
    pinned: z.boolean(),
    muted: z.boolean(),
    markedUnread: z.boolean(),
  }),
  topics: (facts) => [`person:${facts.personId}`],
});

/** `byId` of what is done in a group: null where a process did it. */
const byId = id().nullable();

export const memberRoleSet = event({
  name: 'messaging.memberRoleSet',
  summary: { zh: '设置了群成员的角色', en: 'A member of a group was given a role' },
  facts: z.object({
    conversationId: id(),
    personId: id(),
    role: z.enum(['deputy', 'member', 'guest']),
    guest: z.object({ reason: reason(), until: instant() }).nullable(),
    byId,
  }),
  topics: conversation,
});

export const groupTransferred = event({
  name: 'messaging.groupTransferred',
  summary: { zh: '群主变更', en: 'A group has another owner' },
  facts: z.object({ conversationId: id(), ownerId: id(), beforeId: id().nullable(), byId }),
  topics: conversation,
});

export const groupSilenced = event({
  name: 'messaging.groupSilenced',
  summary: { zh: '全员禁言或解除', en: 'A group was silenced, or no longer' },
  facts: z.object({ conversationId: id(), silenced: z.boolean(), byId }),
  topics: conversation,
});

export const memberSilenced = event({
  name: 'messaging.memberSilenced',
  summary: { zh: '群成员被禁言或解除', en: 'A member of a group was silenced, or no longer' },
  facts: z.object({ conversationId: id(), personId: id(), until: instant().nullable(), byId }),
  topics: conversation,
});

export const announcementSet = event({
  name: 'messaging.announcementSet',
  summary: { zh: '群公告变更', en: 'The announcement of a group changed' },
  /** Place of its message; null: taken down. */
  facts: z.object({ conversationId: id(), seq: seq().nullable(), byId }),
  topics: conversation,
});

export const messageRemoved = event({
  name: 'messaging.messageRemoved',
  summary: { zh: '群内消息被删除', en: 'A message was removed by a leader of its group' },
  facts: z.object({
    conversationId: id(),
    messageId: id(),
    seq: seq(),
    sentAt: instant(),
    senderId: id().nullable(),
    byId,
    reason: reason(),
  }),
  topics: conversation,
});

export const groupDissolved = event({
  name: 'messaging.groupDissolved',
  summary: { zh: '群已解散', en: 'A group was dissolved' },
  facts: z.object({ conversationId: id(), byId }),
  topics: conversation,
});

const editedFacts = z.object({
  conversationId: id(),
  messageId: id(),
  seq: seq(),
  kind: messageKind,
  body: messageBody,
  editedAt: instant(),
});

export const messageEdited = event({
  name: 'messaging.messageEdited',
  summary: { zh: '修改了消息', en: 'A message was edited' },
  facts: editedFacts,
  topics: conversation,
  shape: editedFacts,
  project: withoutSecrets,
});

export const reactionChanged = event({
  name: 'messaging.reactionChanged',
  summary: { zh: '用表情回应了消息，或取消', en: 'Somebody reacted to a message, or no longer' },
  facts: z.object({ conversationId: id(), seq: seq(), emoji: z.string(), personId: id(), on: z.boolean() }),
  topics: conversation,
});

export const messagePinned = event({
  name: 'messaging.messagePinned',
  summary: { zh: '置顶了消息，或取消', en: 'A message was pinned, or no longer' },
  facts: z.object({ conversationId: id(), seq: seq(), pinned: z.boolean(), byId: id() }),
  topics: conversation,
});

export const groupRulesSet = event({
  name: 'messaging.groupRulesSet',
  summary: { zh: '群规则变更', en: 'The rules of a group changed' },
  facts: z.object({
    conversationId: id(),
    forwarding: z.boolean(),
    callingAll: z.boolean(),
    forwardConsent: z.boolean().optional(),
    hideText: z.boolean().optional(),
    byId,
  }),
  topics: conversation,
});

export const keptChanged = event({
  name: 'messaging.keptChanged',
  summary: { zh: '收藏或稍后处理变更', en: 'What somebody keeps for themselves changed' },
  facts: z.object({ personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});

/** What a message links to was written down, or its card was made; readers read it again. */
export const linksChanged = event({
  name: 'messaging.linksChanged',
  summary: { zh: '消息的链接有变化', en: 'Links of a message, or their cards, changed' },
  facts: z.object({ conversationId: id(), seq: seq() }),
  topics: conversation,
});

export const voiceHeard = event({
  name: 'messaging.voiceHeard',
  summary: { zh: '听过一条语音', en: 'Somebody listened to a voice message' },
  facts: z.object({ conversationId: id(), seq: seq(), personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
