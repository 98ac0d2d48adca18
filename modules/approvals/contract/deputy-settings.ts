import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import { administer } from './permissions.ts';

/** 代理: switched off where a rulebook forbids letting others approve (W12, S0): then deputy rules have no effect. */
export const deputiesAllowed = setting({
  name: 'approvals.deputiesAllowed',
  scope: 'employer',
  shape: z.boolean(),
  initial: true,
  words: { zh: '审批允许设置代理人', en: 'Approvals: deputies are allowed' },
  changedBy: administer,
});
