import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import { keepArchive } from './permissions.ts';

/** How long an archived request is kept after its end: for so many years, or for ever. */
const period = z.union([z.int().min(1).max(100), z.literal('permanent')]);
export type RetentionPeriod = z.infer<typeof period>;

/**
 * Retention period 保管期限 of archived requests, by kind. 10 years, 30 years and permanent are the periods of enterprise
 * archives (国家档案局令第10号); attendance records are kept at least two years (Z18). Years count from the end of the request.
 */
export const retention = setting({
  name: 'approvals.retention',
  scope: 'employer',
  shape: z.strictObject({
    /** Of kinds that aren't named. */
    usual: period,
    byKind: z.record(z.string().max(100), period),
  }),
  initial: { usual: 10, byKind: { 'leave.leave': 2 } },
  words: {
    zh: '审批归档的保管期限（年，或永久），按流程类型',
    en: 'How long archived approvals are kept (years, or permanent), by kind',
  },
  setAt: '/approvals/destruction',
  changedBy: keepArchive,
});
