import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import type { ForwardedText } from '#modules/messaging/contract/cards.ts';

const said = <S extends z.ZodType>(schema: S): S =>
  personal(schema, { purpose: 'communication', sensitivity: 'ordinary', retention: 'record', basis: 'contract' });

/** Line breaks and tabs allowed, other control characters and halves of characters not; 1 to `most` characters. */
export const programText = (most: number) =>
  said(
    z
      .string()
      .max(most)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
      .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u)
      .refine((text) => text.trim() !== '' && text.isWellFormed()),
  );

/** An address on the web, as a program gives it: http or https and nothing else. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2_048);

/** Most bytes of a picture that comes as base64, as the interface of group robots has it. */
export const mostPictureBytes = 2 * 1024 * 1024;

const text = { kind: z.literal('text'), text: programText(10_000) };
const others = [
  /** Headings, bold, links, quotes, code and three colours (`read-markdown.ts`). */
  z.object({ kind: z.literal('markdown'), markdown: programText(10_000) }),
  z.object({
    kind: z.literal('links'),
    links: z
      .array(z.object({ title: programText(200), text: programText(1_000).optional(), url: webAddress }))
      .min(1)
      .max(8),
  }),
  /** A JPEG or PNG. */
  z.object({ kind: z.literal('picture'), base64: z.base64().max(Math.ceil(mostPictureBytes / 3) * 4) }),
  z.object({
    kind: z.literal('card'),
    title: programText(200),
    text: programText(2_000).optional(),
    facts: z
      .array(z.object({ name: programText(50), value: programText(200), url: webAddress.optional() }))
      .max(12)
      .default([]),
    links: z
      .array(z.object({ title: programText(100), url: webAddress }))
      .max(6)
      .default([]),
  }),
] as const;

/** What a program says in a group. Whom it calls, it names by their account. */
export const saidByBot = z.discriminatedUnion('kind', [
  z.object({
    ...text,
    accounts: z.array(z.string().max(64)).max(200).default([]),
    all: z.boolean().default(false),
  }),
  ...others,
]);
/** What an application says; it calls nobody. */
export const saidByApplication = z.discriminatedUnion('kind', [
  z.object(text),
  ...others,
  /** Its uploads of the last day, with a text or without. */
  z.object({
    kind: z.literal('file'),
    fileIds: z.array(z.uuid()).min(1).max(20),
    text: programText(10_000).optional(),
  }),
]);
export type SaidByApplication = z.infer<typeof saidByApplication>;
export type SaidByBot = z.infer<typeof saidByBot>;

/** Body of a message of kind `botMessage`: of a bot, or of an application. `from`: who says it, as the stream names it; `text`: its line in lists, and what the search finds. */
export const botMessageBody = z.object({
  botId: z.uuid().optional(),
  applicationId: z.uuid().optional(),
  from: z.string(),
  text: z.string(),
  said: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text') }),
    z.object({ kind: z.literal('markdown'), markdown: z.string() }),
    z.object({
      kind: z.literal('links'),
      links: z.array(z.object({ title: z.string(), text: z.string().optional(), url: z.string() })),
    }),
    z.object({ kind: z.literal('picture'), pictureId: z.uuid() }),
    z.object({
      kind: z.literal('card'),
      title: z.string(),
      text: z.string().optional(),
      facts: z.array(z.object({ name: z.string(), value: z.string(), url: z.string().optional() })),
      links: z.array(z.object({ title: z.string(), url: z.string() })),
    }),
  ]),
});
export type BotMessageBody = z.infer<typeof botMessageBody>;

/** What it says as a text that may be forwarded; a picture stays where it was shown. */
export function forwardedText(body: Readonly<Record<string, unknown>>): ForwardedText | undefined {
  const message = botMessageBody.safeParse(body).data;
  return message && message.text !== '' ? { text: message.text, from: message.from } : undefined;
}
