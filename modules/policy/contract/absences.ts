import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { id, instant } from '#kernel/contract/shapes.ts';

export const tellAbsences = permission({
  name: 'policy.tellAbsences',
  sentence: {
    zh: '由流程登记人员不在岗时段（仅系统流程）',
    en: 'Tell when people are away, as a process of the system',
  },
  reaches: ['company'],
});

/**
 * When somebody is away by right: leave, trip, illness. The kind isn't told (Z9). The same source again replaces what it said;
 * `stretch` null takes it back.
 */
export const recordAbsence = command({
  name: 'policy.recordAbsence',
  summary: {
    zh: '登记人员不在岗的时段（供系统流程调用）',
    en: 'Tell when somebody is away (for processes of the system)',
  },
  access: tellAbsences,
  input: z.object({
    source: z.string().min(1).max(200),
    personId: id(),
    stretch: z.object({ from: instant(), to: instant() }).nullable(),
  }),
  output: z.object({}),
});
