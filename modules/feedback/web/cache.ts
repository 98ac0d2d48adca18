import { onPush } from '#kernel/contract/cache.ts';
import { requestChanged, requestEnded, requestSubmitted } from '#modules/approvals/contract/events.ts';
import { listFeedback } from '../contract/operations.ts';

export const feedbackCache = [requestSubmitted, requestChanged, requestEnded].map((event) =>
  onPush(event, (_, cache) => cache.readAgain(listFeedback)),
);
