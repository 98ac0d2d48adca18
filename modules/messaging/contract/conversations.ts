import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { standing } from './application-chats.ts';
import { groupClosed, groupFull, notAGroup, personUnknown, withYourself } from './failures.ts';
import { conversationKind, conversationRow, groupName, memberRole, position, reason, seq } from './shapes.ts';

const which = { conversationId: id() };

export const openDirect = command({
  name: 'messaging.openDirect',
  summary: { zh: '打开和某人的单聊', en: 'Opens the conversation with a person; the same one every time' },
  access: 'signedIn',
  input: z.object({ personId: id() }),
  output: z.object(which),
  failures: [personUnknown, withYourself],
});

export const createGroup = command({
  name: 'messaging.createGroup',
  summary: { zh: '建群', en: 'Creates a group; whoever creates it is its owner' },
  access: 'signedIn',
  input: z.object({
    name: groupName(),
    personIds: z.array(id()).min(1).max(5_000),
    /** For processes only, which have no self to be the owner: one of the company, a member too. */
    ownerId: id().optional(),
  }),
  output: z.object(which),
  failures: [personUnknown, groupFull],
  perMinute: 30,
});

export const renameGroup = command({
  name: 'messaging.renameGroup',
  summary: { zh: '修改群名', en: 'Renames a group' },
  access: 'signedIn',
  input: z.object({ ...which, name: groupName() }),
  output: z.object({}),
  failures: [notFound, notAGroup, groupClosed],
});

export const addMembers = command({
  name: 'messaging.addMembers',
  summary: { zh: '添加群成员', en: 'Adds members to a group; who is in already stays as they are' },
  access: 'signedIn',
  input: z.object({ ...which, personIds: z.array(id()).min(1).max(5_000) }),
  output: z.object({ addedIds: z.array(id()) }),
  failures: [notFound, notAGroup, groupClosed, personUnknown, groupFull],
});

export const leaveGroup = command({
  name: 'messaging.leaveGroup',
  summary: {
    zh: '退群',
    en: 'Leaves a group; where the owner leaves, the longest-standing deputy becomes owner, or member',
  },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({}),
  failures: [notFound, notAGroup],
});

export const pinConversation = command({
  name: 'messaging.pinConversation',
  summary: { zh: '置顶或取消置顶', en: 'Pins a conversation for oneself, or no longer' },
  access: 'signedIn',
  input: z.object({ ...which, pinned: z.boolean() }),
  output: z.object({}),
  failures: [notFound],
});

export const muteConversation = command({
  name: 'messaging.muteConversation',
  summary: { zh: '设置或取消免打扰', en: 'Mutes a conversation for oneself, or no longer' },
  access: 'signedIn',
  input: z.object({ ...which, muted: z.boolean() }),
  output: z.object({}),
  failures: [notFound],
});

export const listConversations = query({
  name: 'messaging.listConversations',
  summary: {
    zh: '我的会话：置顶在前，最近的在前',
    en: 'One’s conversations, pinned ones first, then by last activity; direct ones without a message are left out',
  },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(conversationRow).extend({ personId: id() }),
});

export const readConversation = query({
  name: 'messaging.readConversation',
  summary: { zh: '查看会话：成员、已读位置', en: 'Reads a conversation: its members, and one’s read position' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({
    ...which,
    kind: conversationKind,
    name: groupName().nullable(),
    otherId: id().nullable(),
    /** Of a conversation with an application: which, and how it stands to the reader now. */
    application: z.object({ applicationId: id(), standing }).nullable(),
    ownerId: id().nullable(),
    lastSeq: position(),
    /** Of whoever asks. */
    personId: id(),
    readSeq: position(),
    pinned: z.boolean(),
    muted: z.boolean(),
    markedUnread: z.boolean(),
    /** Members now, in the order of their ids. */
    memberIds: z.array(id()),
    /** One's own part in it; null where it is no group. */
    role: memberRole.nullable(),
    /** Who isn't a plain member, but for the owner. `guest`: of guests. */
    roles: z.array(
      z.object({
        personId: id(),
        role: z.enum(['deputy', 'guest']),
        guest: z.object({ reason: reason(), until: instant() }).nullable(),
      }),
    ),
    /** Only the owner and deputies may write. */
    silenced: z.boolean(),
    /** Who may not write, and until when. */
    silencedMembers: z.array(z.object({ personId: id(), until: instant() })),
    announcementSeq: seq().nullable(),
    /** Pinned messages, latest pinned first. */
    pinnedSeqs: z.array(seq()),
    /** What is said here may be forwarded. */
    forwarding: z.boolean(),
    /** What others said here is forwarded with their consent only. */
    forwardConsent: z.boolean(),
    /** Notices show no words of what is said here. */
    hideText: z.boolean(),
    /** Plain members may call everybody. */
    callingAll: z.boolean(),
    /** Unread messages that call one by @, the first 50. */
    mentionSeqs: z.array(seq()),
    /** Dissolved, or a conversation of one who has left the company. */
    closed: z.boolean(),
    /** `lead`: silence, announce, remove messages and plain members. `own`: roles, transfer, dissolve. */
    may: z.array(z.enum(['send', 'rename', 'addMembers', 'leave', 'lead', 'own', 'callAll', 'pinMessages'])),
  }),
  failures: [notFound],
});
