import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { key } from './application-files.ts';
import { keyWrong } from './failures.ts';

/** Most people whom an application writes to with one call. */
export const mostTold = 10_000;

/** How far a message to many has come. It can be asked for a week after its end. */
export const readApplicationSending = query({
  name: 'bots.readApplicationSending',
  summary: {
    zh: '第三方应用用密钥查询发给多人的消息进度',
    en: 'How far a message of an application to many has come, by its key',
  },
  access: 'visitor',
  input: z.object({ key, sendingId: id() }),
  output: z.object({
    /** People and groups. */
    total: z.int(),
    sent: z.int(),
    /** Had left or moved out of the visible range when their turn came. */
    passedOver: z.int(),
    state: z.enum(['running', 'done', 'stopped']),
    /** Code of the failure that stopped the rest. */
    failure: z.string().nullable(),
    madeAt: instant(),
    endedAt: instant().nullable(),
  }),
  failures: [keyWrong, notFound],
  perMinute: 600,
  secretInput: true,
});
