import { onPush } from '#kernel/contract/cache.ts';
import { requestChanged, requestEnded, requestSubmitted } from '#modules/approvals/contract/events.ts';
import * as events from '../contract/events.ts';
import { listMyRequests } from '../contract/operations.ts';

export const attendanceCache = [
  ...[requestSubmitted, requestChanged, requestEnded].map((event) =>
    onPush(event, (_, cache) => cache.readAgain(listMyRequests)),
  ),
  ...Object.values(events).map((event) => onPush(event, (_, cache) => cache.readAgain(listMyRequests))),
];
