import { moduleContract } from '#kernel/contract/module-contract.ts';
import * as operations from './operations.ts';

/** All that can be said of what is recorded about people, to those people. */
export const privacyContract = moduleContract({
  name: 'privacy',
  title: { zh: '我的信息', en: 'My data' },
  operations: Object.values(operations),
});
