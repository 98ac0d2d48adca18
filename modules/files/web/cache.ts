import { onPush } from '#kernel/contract/cache.ts';
import { filesChanged } from '../contract/events.ts';
import { describeFiles } from '../contract/operations.ts';

/** How what happens to files changes what the client holds of them. */
export const filesCache = [
  onPush(filesChanged, ({ fileIds }, cache) =>
    cache.readAgain(describeFiles, (input) => input.fileIds.some((fileId) => fileIds.includes(fileId))),
  ),
];
