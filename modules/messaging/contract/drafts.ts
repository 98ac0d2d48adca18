import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { draftText } from './shapes.ts';

const draft = { conversationId: id(), text: draftText(), typedAt: instant() };

export const saveDraft = command({
  name: 'messaging.saveDraft',
  summary: {
    zh: '同步正在输入的文字到自己的其他设备（后写的为准）',
    en: 'Keeps what one is writing for one’s other devices; of two the later typed one holds. Empty: nothing any more',
  },
  access: 'signedIn',
  input: z.object(draft),
  /** What holds now: another device may have typed later. */
  output: z.object(draft),
  failures: [notFound],
  perMinute: 240,
});

export const listDrafts = query({
  name: 'messaging.listDrafts',
  summary: {
    zh: '我正在输入、还没有发送的文字',
    en: 'What one is writing, latest first, at most 200; empty ones say that something was sent or deleted',
  },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object(draft)) }),
});
