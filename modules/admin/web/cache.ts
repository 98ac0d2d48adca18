import { type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { companySetUp } from '../contract/events.ts';
import { readSetUp } from '../contract/set-up.ts';

/** How what happens changes what the queries of administration returned. */
export const adminCache: readonly CacheRule[] = [onPush(companySetUp, (_, cache) => cache.readAgain(readSetUp))];
