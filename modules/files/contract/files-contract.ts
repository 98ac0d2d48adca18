import { moduleContract } from '#kernel/contract/module-contract.ts';
import { documentRead, filesChanged } from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { attachUploads } from './permissions.ts';
import { mostMegabytes, refusedTypes } from './settings.ts';

/** All that can be said of files 文件. */
export const filesContract = moduleContract({
  name: 'files',
  title: { zh: '文件', en: 'Files' },
  operations: Object.values(operations),
  events: [filesChanged, documentRead],
  permissions: [attachUploads],
  failures: Object.values(failures),
  settings: [mostMegabytes, refusedTypes],
});
