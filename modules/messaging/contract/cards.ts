import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { cardUnfit, conversationClosed, groupClosed } from './failures.ts';
import { mentions, messageBody, messageKind, seq } from './shapes.ts';

/**
 * A kind of message that a module above posts: an approval, a task, a bulletin. What it shows and which operations act in
 * place is its module's matter: the module offers the part `messageCard(kind)`, which reads the thing as the viewer, so that
 * a card never shows what they may not see.
 */
export interface CardKind {
  readonly kind: string;
  /** What a card of the kind carries; `text`, where there is one, is the line that lists and notices show. Never the thing itself: its id. */
  readonly body: z.ZodType<Record<string, unknown>>;
  /** As a text that may be forwarded, and whose it is; undefined for a body that stays. Left out: cards of the kind aren't forwarded. */
  readonly forwarded?: (body: Readonly<Record<string, unknown>>) => ForwardedText | undefined;
}

export interface ForwardedText {
  readonly text: string;
  /** Who said it: a program. */
  readonly from: string;
}

/** Where modules add kinds: `moduleContract({ extensions: [extend(cardKinds, { kind: 'approvalCard', body })] })`. */
export const cardKinds = extensionPoint<CardKind>('messaging.cardKinds');

/** Posts a card, in the transaction of the process that calls. The system says it, nobody else. */
export const postCard = command({
  name: 'messaging.postCard',
  summary: {
    zh: '由业务模块在会话里发出卡片（仅系统流程）',
    en: 'Posts a card of another module into a conversation; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({
    conversationId: id(),
    kind: messageKind,
    body: messageBody,
    /** Members whom it calls; others are passed over. */
    mentions: mentions.optional(),
  }),
  output: z.object({ messageId: id(), seq: seq() }),
  failures: [notFound, cardUnfit, conversationClosed, groupClosed],
});
