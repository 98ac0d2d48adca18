import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { id } from '#kernel/contract/shapes.ts';
import { classification } from './label.ts';

/** `personIds`: only for who leads the conversation, and in a chat between two. */
export const notCleared = failure({
  code: 'messaging.notCleared',
  status: 403,
  words: {
    zh: '有 {count} 位成员不在这个密级的知悉范围内，不能发送',
    en: '{count} members aren’t cleared for this classification, so it can’t be sent here',
  },
  facts: z.object({ count: z.int(), classification, personIds: z.array(id()) }),
});
export const labelNotYours = failure({
  code: 'messaging.labelNotYours',
  status: 403,
  words: {
    zh: '提高密级由发送人或群负责人进行；降低须有专门权限',
    en: 'Its sender and the leaders raise a classification; lowering it takes a permission of its own',
  },
});
