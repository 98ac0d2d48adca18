import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';

export const listFeedback = query({
  name: 'feedback.listFeedback',
  summary: { zh: '意见建议和客户反馈台账', en: 'Register of suggestions and customer feedback' },
  access: 'signedIn',
  /** `mine`: brought by me. `toUs`: suggestions to departments that I head, or below them, and what I handle of customers. */
  input: z.object({ ...pageInput, whose: z.enum(['mine', 'toUs']).default('mine') }),
  /** Newest first. */
  output: page(
    z.object({
      requestId: id(),
      kind: z.enum(['feedback.suggestion', 'feedback.customer']),
      number: z.string(),
      summary: words,
      by: personNamed,
      receivedAt: instant(),
      state: z.enum(['received', 'answered', 'followedUp', 'dropped']),
      endedAt: instant().nullable(),
    }),
  ),
});
