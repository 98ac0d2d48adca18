import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, page, pageInput } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import * as failures from './failures.ts';
import { groupKind, groupTools, kindCode } from './group-kind.ts';
import { reason } from './shapes.ts';

const which = { conversationId: id() };

export const listOpenGroups = query({
  name: 'groups.listOpenGroups',
  summary: {
    zh: '可以申请加入的群',
    en: 'Groups of one’s employer that take requests to join, and that one isn’t in',
  },
  access: 'signedIn',
  input: z.object({ ...pageInput, text: z.string().trim().max(50).optional() }),
  /** By name. */
  output: page(
    z.object({
      ...which,
      name: z.string(),
      kindTitle: z.object({ zh: z.string(), en: z.string() }),
      purpose: z.string(),
      leader: personNamed.nullable(),
      members: z.int(),
      /** One has asked already. */
      asked: z.boolean(),
    }),
  ),
});

export const askToJoin = command({
  name: 'groups.askToJoin',
  summary: { zh: '申请入群', en: 'Asks to be let into a group; a second time says nothing new' },
  access: 'signedIn',
  input: z.object({ ...which, reason: reason() }),
  output: z.object({ askId: id() }),
  failures: [notFound, failures.joiningClosed, failures.alreadyIn],
  perMinute: 10,
});

export const answerJoin = command({
  name: 'groups.answerJoin',
  summary: { zh: '答复入群申请', en: 'Lets in who asked to join, or not and says why' },
  access: 'signedIn',
  input: z
    .object({ askId: id(), accept: z.boolean(), reason: reason().optional() })
    .refine(({ accept, reason: why }) => accept || why !== undefined, { path: ['reason'] }),
  output: z.object({}),
  failures: [
    notFound,
    failures.onlyLeaders,
    failures.dissolvedAlready,
    failures.joinNotOpen,
    failures.groupFull,
    failures.leaderUnknown,
  ],
});

export const readInChat = query({
  name: 'groups.readInChat',
  summary: {
    zh: '群聊里适用的规则：群昵称、群主、可用的工具',
    en: 'What holds in the chat of a governed group: display names, the owning office, tools',
  },
  access: 'signedIn',
  input: z.object(which),
  /** null: nobody governs it, or the reader isn't in it. */
  output: z.object({
    governed: z
      .object({
        name: z.string(),
        kind: kindCode(),
        kindTitle: z.object({ zh: z.string(), en: z.string() }),
        /** The office: no member, reads nothing. */
        owner: z.string(),
        display: groupKind.shape.display,
        /** The first one first. */
        leaders: z.array(personNamed),
        guestIds: z.array(id()),
        tools: groupTools,
        endsOn: day().nullable(),
        leads: z.boolean(),
        /** One belongs in it and so doesn't leave, or leads it and hands over first. */
        stays: z.boolean(),
        /** Members come by a rule. */
        hasRule: z.boolean(),
        /** Members whom the rule no longer names; for leaders only. */
        leaveIds: z.array(id()),
        /** Who should be in or out, and who asks to join; for leaders only. */
        toDo: z.int(),
      })
      .nullable(),
  }),
});
