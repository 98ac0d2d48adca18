import { onPush } from '#kernel/contract/cache.ts';
import { readArchive } from '../contract/archive.ts';
import { listDestructions, listDueArchive, readDestruction } from '../contract/destruction.ts';
import { destructionChanged, requestDestroyed } from '../contract/destruction-events.ts';
import { listDestructionsToApprove } from '../contract/destructions-to-approve.ts';
import { listMine, readRequest } from '../contract/operations.ts';

/** How the screens of destruction follow what happens, and everybody who still shows what was destroyed. */
export const destructionCache = [
  onPush(destructionChanged, ({ destructionId }, cache) => {
    cache.readAgain(listDueArchive);
    cache.readAgain(listDestructions);
    cache.readAgain(listDestructionsToApprove);
    cache.readAgain(readDestruction, (input) => input.destructionId === destructionId);
  }),
  onPush(requestDestroyed, ({ requestId }, cache) => {
    cache.readAgain(listMine);
    cache.readAgain(readRequest, (input) => input.requestId === requestId);
    cache.readAgain(readArchive, (input) => input.requestId === requestId);
  }),
];
