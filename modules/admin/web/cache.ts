import { type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { assignmentChanged, roleChanged } from '#modules/access/contract/events.ts';
import { companySetUp, digestMade, digestSeen, supervisionNamed } from '../contract/events.ts';
import { readSetUp } from '../contract/set-up.ts';
import { listDigests, listSupervisions, readDigest } from '../contract/supervision.ts';

/** How what happens changes what the queries of administration returned. */
export const adminCache: readonly CacheRule[] = [
  onPush(companySetUp, (_, cache) => cache.readAgain(readSetUp)),
  onPush(supervisionNamed, (_, cache) => cache.readAgain(listSupervisions)),
  onPush(assignmentChanged, (_, cache) => cache.readAgain(listSupervisions)),
  onPush(roleChanged, (_, cache) => cache.readAgain(listSupervisions)),
  onPush(digestMade, (_, cache) => cache.readAgain(listDigests)),
  onPush(digestSeen, ({ digestId }, cache) => {
    cache.readAgain(listDigests);
    cache.readAgain(readDigest, (input) => input.digestId === digestId);
  }),
];
