import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import { feedbackKinds } from './kinds.ts';
import * as operations from './operations.ts';

/** All that can be said of feedback 反馈. */
export const feedbackContract = moduleContract({
  name: 'feedback',
  title: { zh: '意见与反馈', en: 'Feedback' },
  operations: Object.values(operations),
  extensions: feedbackKinds.map((kind) => extend(processKinds, kind)),
});
