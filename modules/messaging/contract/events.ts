import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { conversationKind, groupName, messageBody, messageKind, position, seq } from './shapes.ts';

const conversation = (facts: { conversationId: string }) => [`conversation:${facts.conversationId}`] as const;

/**
 * The text goes along, so that a thousand readers needn't ask for it; it is erased from the log with its message
 * (docs/decisions/message-content.md).
 */
export const messageSent = event({
  name: 'messaging.messageSent',
  summary: { zh: '发送了消息', en: 'A message was sent' },
  facts: z.object({
    conversationId: id(),
    messageId: id(),
    seq: seq(),
    senderId: id().nullable(),
    clientId: id().nullable(),
    kind: messageKind,
    body: messageBody,
    at: instant(),
    /** The sender's read position: on this message, if everything before it had been read. */
    senderReadSeq: position(),
    /** How many others are members. */
    audience: z.int(),
  }),
  topics: conversation,
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

export const groupRenamed = event({
  name: 'messaging.groupRenamed',
  summary: { zh: '群名变更', en: 'A group was renamed' },
  facts: z.object({ conversationId: id(), name: groupName(), byId: id() }),
  topics: conversation,
});

export const membersAdded = event({
  name: 'messaging.membersAdded',
  summary: { zh: '新成员入群', en: 'Members were added to a group' },
  facts: z.object({ conversationId: id(), personIds: z.array(id()), byId: id() }),
  topics: (facts) => [...conversation(facts), ...facts.personIds.map((personId) => `person:${personId}` as const)],
  changesTopicsOf: (facts) => facts.personIds,
});

export const memberLeft = event({
  name: 'messaging.memberLeft',
  summary: { zh: '成员退群', en: 'A member left a group' },
  /** `ownerId`: the group's owner from now on; null where nobody is left. */
  facts: z.object({ conversationId: id(), personId: id(), ownerId: id().nullable() }),
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
  summary: { zh: '会话被置顶或设为免打扰', en: 'Somebody pinned or muted a conversation for themselves' },
  facts: z.object({ conversationId: id(), personId: id(), pinned: z.boolean(), muted: z.boolean() }),
  topics: (facts) => [`person:${facts.personId}`],
});
