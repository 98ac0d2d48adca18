import { moduleContract } from '#kernel/contract/module-contract.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import * as permissions from './permissions.ts';
import { watermark } from './settings.ts';

/** All that can be said of rules on what is sent 内容规则. */
export const contentContract = moduleContract({
  name: 'content',
  title: { zh: '内容规则', en: 'Content rules' },
  operations: Object.values(operations),
  events: Object.values(events),
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: [watermark],
});
