import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { certificationTopic } from './certification-topic.ts';
import { followUpTopic } from './follow-up-topic.ts';

/** A follow-up was recorded, done, or undone. Viewers read again: who is meant isn't for everybody. */
export const followUpChanged = event({
  name: 'staffing.followUpChanged',
  summary: { zh: '人员申请的落实有变化', en: 'A follow-up of a staffing request changed' },
  facts: z.object({ requestId: id(), employerId: id(), state: z.enum(['open', 'done', 'revoked']) }),
  topics: ({ employerId }) => [followUpTopic(employerId), followUpTopic('everywhere')],
  readAgain: true,
});

/** A certification began, moved on or was closed. */
export const certificationChanged = event({
  name: 'staffing.certificationChanged',
  summary: { zh: '用户名单核对有变化', en: 'A certification changed' },
  /** `headIds`: who answers for departments in it. */
  facts: z.object({ certificationId: id(), employerId: id(), headIds: z.array(id()) }),
  topics: ({ employerId, headIds }) => [
    certificationTopic(employerId),
    certificationTopic('everywhere'),
    ...headIds.map((headId) => `person:${headId}` as const),
  ],
  readAgain: true,
});
/** Accounts were said to be different people. */
export const duplicateDismissed = event({
  name: 'staffing.duplicateDismissed',
  summary: { zh: '确认不是重复帐号', en: 'Accounts were said to be different people' },
  facts: z.object({ personIds: z.array(id()) }),
  topics: () => ['company'],
  readAgain: true,
});
