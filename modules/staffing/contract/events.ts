import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { followUpTopic } from './follow-up-topic.ts';

/** A follow-up was recorded, done, or undone. Viewers read again: who is meant isn't for everybody. */
export const followUpChanged = event({
  name: 'staffing.followUpChanged',
  summary: { zh: '人员申请的落实有变化', en: 'A follow-up of a staffing request changed' },
  facts: z.object({ requestId: id(), employerId: id(), state: z.enum(['open', 'done', 'revoked']) }),
  topics: ({ employerId }) => [followUpTopic(employerId), followUpTopic('everywhere')],
  readAgain: true,
});
