import { onPush } from '#kernel/contract/cache.ts';
import { requestSubmitted } from '#modules/approvals/contract/events.ts';
import { calendarChanged } from '#modules/worktime/contract/events.ts';
import { leaveChanged, leaveDropped, leaveTaken } from '../contract/events.ts';
import { readLastLeave, readMyLeave, reckonLeave } from '../contract/operations.ts';

export const leaveCache = [
  onPush(requestSubmitted, (_, cache) => {
    cache.readAgain(readLastLeave);
    cache.readAgain(readMyLeave);
    cache.readAgain(reckonLeave);
  }),
  onPush(leaveChanged, (_, cache) => {
    cache.readAgain(readLastLeave);
    cache.readAgain(readMyLeave);
    cache.readAgain(reckonLeave);
  }),
  onPush(leaveTaken, (_, cache) => cache.readAgain(readMyLeave)),
  onPush(leaveDropped, (_, cache) => {
    cache.readAgain(readMyLeave);
    cache.readAgain(reckonLeave);
  }),
  onPush(calendarChanged, (_, cache) => cache.readAgain(reckonLeave)),
];
