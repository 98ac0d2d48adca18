import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { documentRead, filesChanged } from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { attachUploads } from './permissions.ts';
import * as programUploads from './program-uploads.ts';
import { mostMegabytes, refusedTypes } from './settings.ts';
import { whyFileSeen } from './why-file-seen.ts';

/** All that can be said of files 文件. */
export const filesContract = moduleContract({
  name: 'files',
  title: { zh: '文件', en: 'Files' },
  operations: [...Object.values(operations), ...Object.values(programUploads), whyFileSeen],
  events: [filesChanged, documentRead],
  permissions: [attachUploads],
  failures: Object.values(failures),
  settings: [mostMegabytes, refusedTypes],
  extensions: [extend(seenThings, { read: whyFileSeen })],
});
