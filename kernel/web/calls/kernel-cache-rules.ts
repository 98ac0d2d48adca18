import { onPush } from '#kernel/contract/cache.ts';
import { clockMoved, readClock, readSettings, settingChanged } from '#kernel/contract/kernel-operations.ts';

/** How the kernel's own events change what its queries returned. */
export const kernelCacheRules = [
  onPush(settingChanged, (_, cache) => cache.readAgain(readSettings)),
  onPush(clockMoved, (_, cache) => cache.readAgain(readClock)),
];
