import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';
import { classification, isSecret, labelOf } from './labels/label.ts';

/** Most characters of a message, counted as people do: an emoji or a rare ideograph is one. */
export const mostCharacters = 10_000;

/** Longest voice message, in seconds. */
export const mostVoiceSeconds = 60;

const said = <S extends z.ZodType>(schema: S): S =>
  personal(schema, { purpose: 'communication', sensitivity: 'ordinary', retention: 'record', basis: 'contract' });

/**
 * What somebody typed: not blank, line breaks and tabs allowed, other control characters and halves of characters not.
 * Whether it is too long is the command's to say, in words (`messaging.textTooLong`).
 */
export const messageText = () =>
  said(
    z
      .string()
      .max(mostCharacters * 20)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
      .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u)
      .refine((text) => text.trim() !== '' && text.isWellFormed()),
  );

/** What somebody is writing: anything that may become a message, or nothing. */
export const draftText = () =>
  said(
    z
      .string()
      .max(mostCharacters * 2)
      .refine((text) => text.isWellFormed()),
  );

export const groupName = () => said(line(50));
/** Why a leader did something. */
export const reason = () => said(line(200));

/** What a column of places holds. */
const mostPlaces = 2_147_483_647;

/** Place of a message in its conversation: 1, 2, 3 … without a gap. */
export const seq = () => z.int().min(1).max(mostPlaces);
/** A place up to which something holds; 0: before the first message. */
export const position = () => z.int().min(0).max(mostPlaces);

export const conversationKind = z.enum(['direct', 'group', 'application']);

/** What a message says; `kind` on the message names the shape. Further kinds are for modules that post cards and notices. */
export const messageBody = said(z.record(z.string(), z.unknown()));

const picture = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\u{FE0F})?';
/** Written for browsers that don't know the set of sequences (`v` expressions). */
const oneEmoji = new RegExp(
  `^(?:\\p{Regional_Indicator}{2}|[0-9#*]\\u{FE0F}\\u{20E3}|${picture}(?:\\u{200D}${picture})*(?:[\\u{E0020}-\\u{E007E}]+\\u{E007F})?)$`,
  'u',
);

/** Whether a text is one emoji, as people see it: with skin tone, sex, flag. */
export const isEmoji = (text: string): boolean => oneEmoji.test(text);
export const emoji = () => z.string().max(40).refine(isEmoji);

/** Who is called by a message: people by @, or everybody. */
export const mentions = z.object({ personIds: z.array(id()).max(200).default([]), all: z.boolean().default(false) });

const coordinates = {
  /** Which earth: GCJ-02 of Chinese maps, WGS-84 of satellites. */
  system: z.enum(['gcj02', 'wgs84']),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
};

/** What a sender states of files (S3 二(四)1): what they are and what for. How confidential they are, their classification says. */
export const stated = said(z.object({ nature: line(60), purpose: line(120) }));

/** What a person can send beside a text. Higher modules add kinds at `cardKinds`; those are posted by processes. */
export const sentContent = z.discriminatedUnion('kind', [
  /** Pictures and other files, with a text or without. */
  z.object({
    kind: z.literal('file'),
    fileIds: z.array(id()).min(1).max(20),
    text: messageText().optional(),
    stated: stated.optional(),
  }),
  /** What was spoken: one recording, and how long it is. */
  z.object({
    kind: z.literal('voice'),
    fileIds: z.array(id()).length(1),
    seconds: z.int().min(1).max(mostVoiceSeconds),
  }),
  z.object({ kind: z.literal('contact'), personId: id() }),
  z.object({
    kind: z.literal('location'),
    ...coordinates,
    name: said(line(100)),
    address: said(line(200)).optional(),
  }),
  /** One to three emoji, shown large. */
  z.object({ kind: z.literal('sticker'), emoji: z.array(emoji()).min(1).max(3) }),
]);
export type SentContent = z.infer<typeof sentContent>;

/** What is said with one sending; either `text` or `content`. */
export const saidInput = {
  text: messageText().optional(),
  /** Instead of a text. */
  content: sentContent.optional(),
  /** Place of the message that it answers. */
  replyTo: seq().optional(),
  mentions: mentions.optional(),
  /** Nobody may forward it. */
  noForward: z.boolean().default(false),
  /** Whoever wants to forward it asks its author. */
  askForward: z.boolean().default(false),
  /** Those it calls by @, or else everybody else here, are told at once: in the app, then by text message, then by phone. */
  urgent: z.boolean().default(false),
  /** Until when those it calls by @, or else everybody else here, are asked to answer. */
  answerBy: instant().optional(),
  /** Left out: that of the conversation. A core secret can’t be forwarded. */
  classification: classification.optional(),
};

/** Most characters that a merged forward holds, as JSON. */
export const mostMerged = 200_000;

/** One message inside a merged forward. */
const mergedItem = z.object({
  senderId: id().nullable(),
  at: instant(),
  kind: z.string(),
  body: z.record(z.string(), z.unknown()),
});
/** Body of kind `merged`. `of`: the name of the group or application; null: a chat between two. */
export const mergedBody = z.object({ of: z.string().nullable(), items: z.array(mergedItem) });

/** A member's part in a group. */
export const memberRole = z.enum(['owner', 'deputy', 'member', 'guest']);

export const messageKind = z.string().regex(/^[a-z][A-Za-z0-9]*$/);

export const messageRow = z.object({
  messageId: id(),
  seq: seq(),
  /** null: the system or an application. */
  senderId: id().nullable(),
  clientId: id().nullable(),
  kind: messageKind,
  /** null: recalled. */
  body: messageBody.nullable(),
  at: instant(),
  /** Taken away by a leader, or by the system (`byId` null): then `body` is null. */
  removed: z.object({ byId: id().nullable(), reason: reason() }).optional(),
  editedAt: instant().nullable(),
  /** Place of the message that it answers. */
  replyTo: seq().nullable(),
  /** Place of the first message of its thread. */
  threadSeq: seq().nullable(),
  /** How many messages answer it or its answers. */
  replies: z.int(),
  /** Nobody may forward it. */
  noForward: z.boolean(),
  /** Of others' voice messages: whether the reader has listened to it. */
  heard: z.boolean().optional(),
  /** In the order of the emoji's code points; ids in order. */
  reactions: z.array(z.object({ emoji: z.string(), personIds: z.array(id()) })),
  /** Own messages only: how many others were members when it was sent, and are still. */
  audience: z.int().optional(),
});
export type MessageRow = z.infer<typeof messageRow>;

/**
 * How far a member has read one's own messages of a page: those from `from` (the first after joining) to `upTo`.
 * Positions instead of counts, so that the same news applied twice changes nothing.
 */
export const ownReader = z.object({ personId: id(), from: seq(), upTo: seq() });

export const conversationRow = z.object({
  conversationId: id(),
  kind: conversationKind,
  /** A group's or an application's name; null in a direct conversation, which carries the other's. */
  name: groupName().nullable(),
  /** The other one of a direct conversation. */
  otherId: id().nullable(),
  /** Of a conversation with an application. */
  applicationId: id().nullable(),
  lastSeq: position(),
  readSeq: position(),
  lastAt: instant(),
  pinned: z.boolean(),
  muted: z.boolean(),
  /** By oneself, though everything is read. */
  markedUnread: z.boolean(),
  /** Place of the first unread message that calls one by @. */
  mentionSeq: seq().nullable(),
  last: z
    .object({
      senderId: id().nullable(),
      kind: messageKind,
      /** The beginning of a text; null where recalled or not a text. */
      text: said(z.string()).nullable(),
      recalled: z.boolean(),
      /** By a leader, not by its sender. */
      removed: z.boolean(),
    })
    .nullable(),
});
export type ConversationRow = z.infer<typeof conversationRow>;

/** How much of the last message a list shows, in characters. */
export const excerptLength = 80;

/** The beginning of a text for a list, unless it is a secret: one line, at most `excerptLength` characters. */
export function excerpt(body: Readonly<Record<string, unknown>> | null): string | null {
  // A secret shows in its conversation only.
  if (typeof body?.text !== 'string' || isSecret(labelOf(body))) return null;
  const line = body.text
    .slice(0, excerptLength * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, excerptLength).join('');
}
