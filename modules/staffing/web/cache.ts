import { onPush } from '#kernel/contract/cache.ts';
import { followUpChanged } from '../contract/events.ts';
import { listFollowUps } from '../contract/operations.ts';

export const staffingCache = [onPush(followUpChanged, (_, cache) => cache.readAgain(listFollowUps))];
