import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';

/** Most characters of a message, counted as people do: an emoji or a rare ideograph is one. */
export const mostCharacters = 10_000;

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

export const groupName = () => said(line(50));
/** Why a leader did something. */
export const reason = () => said(line(200));

/** What a column of places holds. */
const mostPlaces = 2_147_483_647;

/** Place of a message in its conversation: 1, 2, 3 … without a gap. */
export const seq = () => z.int().min(1).max(mostPlaces);
/** A place up to which something holds; 0: before the first message. */
export const position = () => z.int().min(0).max(mostPlaces);

export const conversationKind = z.enum(['direct', 'group']);

/** What a message says; `kind` on the message names the shape. Further kinds are for modules that post cards and notices. */
export const messageBody = said(z.record(z.string(), z.unknown()));
export const textBody = z.object({ text: messageText() });

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
  /** A group's name; null in a direct conversation, which carries the other's. */
  name: groupName().nullable(),
  /** The other one of a direct conversation. */
  otherId: id().nullable(),
  lastSeq: position(),
  readSeq: position(),
  lastAt: instant(),
  pinned: z.boolean(),
  muted: z.boolean(),
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

/** The beginning of a text for a list: one line, at most `excerptLength` characters. */
export function excerpt(body: Readonly<Record<string, unknown>> | null): string | null {
  if (typeof body?.text !== 'string') return null;
  const line = body.text
    .slice(0, excerptLength * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, excerptLength).join('');
}
