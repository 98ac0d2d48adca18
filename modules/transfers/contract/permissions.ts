import { permission } from '#kernel/contract/permission.ts';

/** Who sent what to whom, and for how long; never the material itself. Counts from the sender. */
export const keepRegister = permission({
  name: 'transfers.keepRegister',
  sentence: {
    zh: '查看涉密资料传递台账，提前终止传递（不含资料内容）',
    en: 'See the register of transfers of classified material and end one early, without seeing the material',
  },
  reaches: ['employer', 'company'],
  roles: { securityOwner: 'company' },
});
