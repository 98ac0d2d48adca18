import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { mostReached, standingQuery } from '#modules/messaging/contract/application-chats.ts';
import { groupClosed } from '#modules/messaging/contract/failures.ts';
import { cardContent } from './card.ts';
import { notAPicture } from './failures.ts';
import { saidByApplication } from './said.ts';

const which = { applicationId: id() };
/** Of a card, and of a picture. */
const made = { cardId: id().optional(), pictureId: id().optional() };

export const listMyApplications = query({
  name: 'bots.listMyApplications',
  summary: { zh: '对我开放的应用', en: 'The applications that are open to oneself' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        ...which,
        name: z.string(),
        purpose: z.string(),
        /** Changes with the picture; null without one. */
        picture: z.string().nullable(),
        takesMessages: z.boolean(),
      }),
    ),
  }),
});

export const openApplication = command({
  name: 'bots.openApplication',
  summary: { zh: '打开和应用的会话', en: 'Opens one’s conversation with an application; the same one every time' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({ conversationId: id() }),
  failures: [notFound],
});

export const applicationStanding = standingQuery('bots.applicationStanding', {
  zh: '应用此刻是否对我开放、是否接收消息',
  en: 'Whether an application is open to oneself now, and takes messages',
});

/** For who sees the application, and for who manages applications. */
export const readApplicationPicture = download({
  name: 'bots.readApplicationPicture',
  summary: { zh: '查看应用的头像', en: 'The picture of an application' },
  access: 'signedIn',
  /** `picture`: as it stands in the application’s row, so that a new picture has a new address. */
  input: z.object({ ...which, picture: z.string().max(20).optional() }),
  output: z.object({}),
  failures: [notFound],
});

/** Rules on content stand before this one. Whom the application may reach, the caller has made sure of. */
export const postFromApplication = command({
  name: 'bots.postFromApplication',
  summary: {
    zh: '以应用身份给人和群发消息或卡片（仅系统流程）',
    en: 'Posts as an application, to people and groups; for processes of the program only',
  },
  access: 'signedIn',
  input: z
    .object({
      ...which,
      said: saidByApplication.optional(),
      card: cardContent.optional(),
      conversationIds: z.array(id()).max(20),
      personIds: z.array(id()).max(mostReached),
      /** What was made for those who have it already, where this is a further part of the same sending. */
      made: z.object(made).optional(),
    })
    .refine(({ said, card }) => (said === undefined) !== (card === undefined)),
  /** `posted`: how many of the people it went to. */
  output: z.object({ ...made, posted: z.int() }),
  failures: [notFound, notAPicture, groupClosed],
});
