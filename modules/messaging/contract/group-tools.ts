import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import {
  groupClosed,
  guestNeedsReason,
  notAGroup,
  notAMember,
  notLeader,
  notOwner,
  ownerStays,
  sentAlready,
  silenced,
  textTooLong,
  untilPast,
} from './failures.ts';
import { messageText, reason, seq } from './shapes.ts';

const which = { conversationId: id() };
const refusals = [notFound, notAGroup, groupClosed] as const;

/*
 * What the owner and the deputies of a group may do, and processes of other modules (`context.callAs`): for a process none
 * of the roles counts, the module that owns the process has decided.
 */

export const removeMember = command({
  name: 'messaging.removeMember',
  summary: {
    zh: '移出群成员：群主可移出所有人，副负责人可移出普通成员和访客',
    en: 'Takes a member out of a group: the owner anybody else, deputies plain members and guests',
  },
  access: 'signedIn',
  input: z.object({ ...which, personId: id() }),
  output: z.object({}),
  failures: [...refusals, notLeader, notOwner, notAMember, ownerStays],
});

export const setMemberRole = command({
  name: 'messaging.setMemberRole',
  summary: {
    zh: '设置群成员的角色：副负责人、成员、访客（要有事由和到期时间，到期自动退群）',
    en: 'Makes a member a deputy, a plain member, or a guest with a reason and an end, who leaves by themselves at it',
  },
  access: 'signedIn',
  input: z.object({
    ...which,
    personId: id(),
    role: z.enum(['deputy', 'member', 'guest']),
    /** Of a guest. */
    guest: z.object({ reason: reason(), until: instant() }).optional(),
  }),
  output: z.object({}),
  failures: [...refusals, notOwner, notAMember, ownerStays, guestNeedsReason, untilPast],
});

export const transferGroup = command({
  name: 'messaging.transferGroup',
  summary: { zh: '转让群主', en: 'Makes another member the owner of a group; the former one becomes a plain member' },
  access: 'signedIn',
  input: z.object({ ...which, personId: id() }),
  output: z.object({}),
  failures: [...refusals, notOwner, notAMember],
});

export const silenceGroup = command({
  name: 'messaging.silenceGroup',
  summary: { zh: '全员禁言或解除', en: 'Lets only the owner and deputies write in a group, or everybody again' },
  access: 'signedIn',
  input: z.object({ ...which, silenced: z.boolean() }),
  output: z.object({}),
  failures: [...refusals, notLeader],
});

export const silenceMember = command({
  name: 'messaging.silenceMember',
  summary: { zh: '禁言群成员到某时，或解除', en: 'Forbids a member to write until an instant, or no longer' },
  access: 'signedIn',
  input: z.object({ ...which, personId: id(), until: instant().nullable() }),
  output: z.object({}),
  failures: [...refusals, notLeader, notOwner, notAMember, ownerStays, untilPast],
});

export const postAnnouncement = command({
  name: 'messaging.postAnnouncement',
  summary: {
    zh: '发布群公告：作为一条消息发出，已读名单同消息',
    en: 'Posts the announcement of a group: a message that stands at its top, with who has read it',
  },
  access: 'signedIn',
  input: z.object({ ...which, clientId: id(), text: messageText() }),
  output: z.object({ seq: seq() }),
  failures: [...refusals, notLeader, textTooLong, sentAlready, silenced],
});

export const clearAnnouncement = command({
  name: 'messaging.clearAnnouncement',
  summary: { zh: '撤下群公告', en: 'Takes the announcement from the top of a group; the message stays' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({}),
  failures: [...refusals, notLeader],
});

export const removeMessage = command({
  name: 'messaging.removeMessage',
  summary: {
    zh: '删除群内一条消息并写明原因：内容清除，痕迹保留',
    en: 'Removes a message of a group with a reason: its content is erased, who removed it and why is shown in its place',
  },
  access: 'signedIn',
  input: z.object({ ...which, seq: seq(), reason: reason() }),
  output: z.object({}),
  failures: [...refusals, notLeader],
});

export const dissolveGroup = command({
  name: 'messaging.dissolveGroup',
  summary: {
    zh: '解散群：不能再发言，记录仍可查看',
    en: 'Dissolves a group: nothing more is said in it; its history stays',
  },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({}),
  failures: [...refusals, notOwner],
});
