import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What is refused about approver groups. */
export const groupFailures = {
  groupChanged: failure({
    code: 'approvals.groupChanged',
    status: 409,
    words: {
      zh: '这个审批组已被别人改过，请看最新内容后再改',
      en: 'Somebody else changed this group; look at it again',
    },
  }),
  groupUsed: failure({
    code: 'approvals.groupUsed',
    status: 409,
    words: {
      zh: '还有 {count} 个已发布的流程在用这个审批组，不能停用',
      en: 'Published flows still name this group ({count}), so it can’t be retired',
    },
    facts: z.object({ count: z.int() }),
  }),
  groupNameTaken: failure({
    code: 'approvals.groupNameTaken',
    status: 422,
    words: { zh: '已有同名的审批组', en: 'There is a group of this name already' },
  }),
} as const;
