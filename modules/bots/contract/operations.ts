import { z } from 'zod';
import { changedMeanwhile, notFound, tooManyRequests } from '#kernel/contract/kernel-failures.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { confirmFirst, proposalOver } from '#modules/access/contract/failures.ts';
import { outsideNumber, personNamed } from '#modules/directory/contract/shapes.ts';
import { cardUnfit, conversationClosed, groupClosed } from '#modules/messaging/contract/failures.ts';
import { key } from './application-files.ts';
import { buttonId, cardContent, cardRow } from './card.ts';
import * as failures from './failures.ts';
import { makeBots, manageApplications } from './permissions.ts';
import { mostPictureBytes, saidByApplication, saidByBot, webAddress } from './said.ts';

const which = { botId: id() };
const ranges = z.array(z.string().trim().min(2).max(50)).max(50);
const changeable = {
  name: line(30),
  /** IP addresses and networks (`10.2.0.0/16`) that it may come from; none: anywhere. */
  ranges,
  /** Every call must be signed. */
  signed: z.boolean(),
};
/** Told once and kept nowhere. */
const secrets = z.object({ ...which, key: z.string(), secret: z.string() });

export const listGroupBots = query({
  name: 'bots.listGroupBots',
  summary: { zh: '群里的机器人和获准的应用', en: 'The bots of a group, and the applications that it admits' },
  access: 'signedIn',
  input: z.object({ conversationId: id() }),
  output: z.object({
    rows: z.array(
      z.object({
        ...which,
        name: z.string(),
        active: z.boolean(),
        madeBy: personNamed,
        madeAt: instant(),
        lastAt: instant().nullable(),
        /** For leaders only. */
        ranges: ranges.optional(),
        signed: z.boolean(),
      }),
    ),
    applications: z.array(
      z.object({ applicationId: id(), name: z.string(), purpose: z.string(), admitted: z.boolean() }),
    ),
    may: z.array(z.enum(['manage'])),
  }),
  failures: [notFound],
});

export const addBot = command({
  name: 'bots.addBot',
  summary: { zh: '给群添加机器人；地址只显示这一次', en: 'Adds a bot to a group. Its address is shown this once' },
  access: makeBots,
  input: z.object({ conversationId: id(), ...changeable }),
  output: secrets,
  failures: [notFound, failures.notLeading, failures.tooManyBots, failures.badRange, groupClosed],
  secretAnswer: true,
});

export const changeBot = command({
  name: 'bots.changeBot',
  summary: { zh: '修改、停用或启用群机器人', en: 'Changes a bot, or switches it off or on' },
  access: 'signedIn',
  input: z.object({ ...which, ...changeable, active: z.boolean() }),
  output: z.object({}),
  failures: [notFound, failures.notLeading, failures.badRange],
});

export const renewBot = command({
  name: 'bots.renewBot',
  summary: {
    zh: '更换机器人的地址和签名密钥，旧的立即失效',
    en: 'Gives a bot another address and secret; the old ones are worth nothing from then on',
  },
  access: 'signedIn',
  input: z.object(which),
  output: secrets,
  failures: [notFound, failures.notLeading],
  secretAnswer: true,
});

export const removeBot = command({
  name: 'bots.removeBot',
  summary: { zh: '移除群机器人；它说过的话保留', en: 'Removes a bot; what it said stays' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({}),
  failures: [notFound, failures.notLeading],
});

/**
 * A program posts to the address of a bot. `body`: JSON as in `domain/read-hook-body.ts`. `signature`: `v1=` and HMAC-SHA256 in
 * hexadecimal over `timestamp.body` (seconds since 1970), with the bot's secret.
 */
export const receiveMessage = command({
  name: 'bots.receiveMessage',
  summary: { zh: '外部程序经机器人地址发消息', en: 'A program posts through the address of a bot' },
  access: 'visitor',
  input: z.object({
    key: z.string().min(1).max(100),
    body: z.string().max(3_000_000),
    timestamp: z.string().max(20).optional(),
    signature: z.string().max(100).optional(),
  }),
  output: z.object({ messageId: id() }),
  failures: [
    failures.addressUnknown,
    failures.placeRefused,
    failures.signatureWrong,
    failures.bodyUnfit,
    failures.kindUnknown,
    failures.notAPicture,
    tooManyRequests,
    groupClosed,
  ],
  perMinute: 600,
  secretInput: true,
});

/** Rules on content stand before this one: a bot isn't asked, so what would be asked about is refused too. */
export const postBotMessage = command({
  name: 'bots.postBotMessage',
  summary: {
    zh: '以机器人身份在群里发消息（仅系统流程）',
    en: 'Posts as a bot of a group; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({ ...which, said: saidByBot, phones: z.array(z.string().max(30)).max(200).default([]) }),
  output: z.object({ messageId: id() }),
  failures: [notFound, failures.notAPicture, cardUnfit, conversationClosed, groupClosed],
});

export const readPicture = download({
  name: 'bots.readPicture',
  summary: { zh: '查看机器人发的图片', en: 'A picture that a bot posted' },
  access: 'signedIn',
  input: z.object({ pictureId: id() }),
  output: z.object({}),
  failures: [notFound],
});

/** Everybody, or departments with all below them, and people. */
const visibleRange = z.object({
  everybody: z.boolean(),
  departmentIds: z.array(id()).max(200),
  personIds: z.array(id()).max(500),
});

const application = {
  name: line(30),
  purpose: line(200),
  /** Is told when a button is pressed or somebody writes to it. */
  address: webAddress.optional(),
  /** Private addresses and networks that it may be told at. */
  ranges,
  /** Who sees it, and whom alone it may write to. */
  visible: visibleRange.default({ everybody: true, departmentIds: [], personIds: [] }),
  /** Whether people may write to it. */
  takesMessages: z.boolean().default(false),
};
const ofApplication = { applicationId: id() };

export const listApplications = query({
  name: 'bots.listApplications',
  summary: { zh: '第三方应用', en: 'Applications of third parties' },
  access: manageApplications,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        ...ofApplication,
        ...application,
        /** Changes with the picture; null without one. */
        picture: z.string().nullable(),
        revision: z.int(),
        state: z.enum(['proposed', 'active', 'off']),
        proposedBy: personNamed,
        confirmedBy: personNamed.nullable(),
        /** When it stops waiting for a second person; null: it doesn't wait, or as long as nobody decides. */
        expiresAt: instant().nullable(),
        /** Presses and messages that it couldn't be told of. */
        failed: z.int(),
        may: z.array(z.enum(['confirm'])),
      }),
    ),
  }),
});

export const proposeApplication = command({
  name: 'bots.proposeApplication',
  summary: {
    zh: '登记第三方应用，或修改它；由另一人确认后生效',
    en: 'Registers an application, or changes it; it holds once a second person confirmed it',
  },
  access: manageApplications,
  /** Without `applicationId` a new one, with `revision` 0. */
  input: z.object({
    applicationId: id().optional(),
    revision: z.int().min(0),
    ...application,
    /** A JPEG or PNG; null: none any more; left out: as it was. */
    picture: z
      .base64()
      .max(Math.ceil(mostPictureBytes / 3) * 4)
      .nullable()
      .optional(),
  }),
  output: z.object(ofApplication),
  failures: [
    notFound,
    changedMeanwhile,
    failures.badRange,
    failures.noAddress,
    failures.visibleUnfit,
    failures.notAPicture,
    confirmFirst,
  ],
});

export const confirmApplication = command({
  name: 'bots.confirmApplication',
  summary: {
    zh: '确认另一人登记的应用；密钥只显示这一次',
    en: 'Confirms what somebody else proposed. A new key is shown this once',
  },
  access: manageApplications,
  input: z.object({ ...ofApplication, revision: z.int() }),
  output: z.object({ ...ofApplication, key: z.string(), secret: z.string() }),
  failures: [notFound, changedMeanwhile, failures.secondPerson, confirmFirst, proposalOver],
  secretAnswer: true,
});

/** Nobody has to agree to less. */
export const stopApplication = command({
  name: 'bots.stopApplication',
  summary: { zh: '停用第三方应用，密钥失效', en: 'Switches an application off; its key is worth nothing from then on' },
  access: manageApplications,
  input: z.object(ofApplication),
  output: z.object({}),
  failures: [notFound],
});

export const admitApplication = command({
  name: 'bots.admitApplication',
  summary: { zh: '允许或不再允许应用向本群发卡片', en: 'Lets an application post cards in a group, or no longer' },
  access: 'signedIn',
  input: z.object({ conversationId: id(), ...ofApplication, admitted: z.boolean() }),
  output: z.object({}),
  failures: [notFound, failures.notLeading],
});

const toWhom = {
  conversationIds: z.array(id()).max(20).default([]),
  personIds: z.array(id()).max(500).default([]),
};

/** A button's operation is called as whoever presses it, with what they may do, in the same transaction. */
export const sendCard = command({
  name: 'bots.sendCard',
  summary: {
    zh: '由业务模块发出带按钮的卡片（仅系统流程）',
    en: 'Sends a card with buttons for a module; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({
    from: line(30),
    content: cardContent,
    ...toWhom,
    operations: z
      .record(buttonId, z.object({ operation: z.string().max(100), input: z.record(z.string(), z.unknown()) }))
      .default({}),
  }),
  output: z.object({ cardId: id() }),
  failures: [notFound, failures.nobodyToTell, groupClosed],
});

export const changeCard = command({
  name: 'bots.changeCard',
  summary: { zh: '更新已发出的卡片（仅系统流程）', en: 'Changes a card in place; for processes of the program only' },
  access: 'signedIn',
  /** `applicationId`: of the application whose card it is; left out: a module's. */
  input: z.object({ cardId: id(), content: cardContent, applicationId: id().optional() }),
  output: z.object({}),
  failures: [notFound],
});

/** As programs name them: accounts whatever their case, departments by their number with all below them. */
const namedOutside = {
  conversationIds: toWhom.conversationIds,
  accounts: z.array(z.string().max(64)).max(500).default([]),
  departments: z.array(outsideNumber()).max(100).default([]),
};
/**
 * How many people and groups get it. `leftOut`: accounts and departments that are nobody's or beyond the visible range, and
 * groups that didn't admit the application. `sendingId`: the first have it, the others get it part by part
 * (`readApplicationSending`); null: all have it.
 */
const outcome = { reached: z.int(), leftOut: z.array(z.string()), sendingId: id().nullable() };

export const sendApplicationCard = command({
  name: 'bots.sendApplicationCard',
  summary: { zh: '第三方应用用密钥发卡片', en: 'An application sends a card, by its key' },
  access: 'visitor',
  input: z.object({
    key,
    content: cardContent,
    ...namedOutside,
  }),
  output: z.object({ cardId: id(), ...outcome }),
  failures: [failures.keyWrong, failures.nobodyToTell, failures.tooManyToTell, failures.noAddress, tooManyRequests],
  perMinute: 600,
  secretInput: true,
});

export const sendApplicationMessage = command({
  name: 'bots.sendApplicationMessage',
  summary: {
    zh: '第三方应用用密钥给人和群发消息',
    en: 'An application says something to people and groups, by its key',
  },
  access: 'visitor',
  input: z.object({ key, said: saidByApplication, ...namedOutside }),
  output: z.object(outcome),
  failures: [failures.keyWrong, failures.nobodyToTell, failures.tooManyToTell, failures.notAPicture, tooManyRequests],
  perMinute: 600,
  secretInput: true,
});

export const changeApplicationCard = command({
  name: 'bots.changeApplicationCard',
  summary: { zh: '第三方应用更新自己发出的卡片', en: 'An application changes a card of its own, in place' },
  access: 'visitor',
  input: z.object({ key, cardId: id(), content: cardContent }),
  output: z.object({}),
  failures: [failures.keyWrong, notFound, failures.noAddress],
  perMinute: 600,
  secretInput: true,
});

export const readCard = query({
  name: 'bots.readCard',
  summary: { zh: '查看应用卡片', en: 'Reads a card' },
  access: 'signedIn',
  input: z.object({ cardId: id() }),
  output: cardRow,
  failures: [notFound],
});

export const listMyCards = query({
  name: 'bots.listMyCards',
  summary: { zh: '发给我的应用消息', en: 'The cards that applications sent to oneself' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(cardRow),
});

export const pressButton = command({
  name: 'bots.pressButton',
  summary: {
    zh: '点击卡片上的按钮；只有一次有效',
    en: 'Presses a button of a card; the first press counts, and no other',
  },
  access: 'signedIn',
  input: z.object({ cardId: id(), button: buttonId }),
  output: z.object({}),
  failures: [notFound, failures.pressedAlready],
});
