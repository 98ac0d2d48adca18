import { moduleContract } from '#kernel/contract/module-contract.ts';

/** The sample company has nothing to say of its own: it is made by the operations of the others. */
export const sampleContract = moduleContract({
  name: 'sample',
  title: { zh: '示例公司', en: 'Sample company' },
});
