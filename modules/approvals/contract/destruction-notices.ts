import { z } from 'zod';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/** The second person learns that a list of destruction waits for him. */
export const destructionProposedNotice = noticeKind({
  code: 'approvals.destructionProposed',
  name: { zh: '销毁清册待批准', en: 'A list of destruction to approve' },
  title: {
    zh: '{proposer} 提出销毁 {count} 份审批档案（{number}），请您审核批准',
    en: '{proposer} proposes to destroy {count} archived requests ({number}); please review them',
  },
  facts: z.object({ proposer: z.string(), number: z.string(), count: z.int() }),
});
