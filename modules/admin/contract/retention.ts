import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewAudited = reviewQuery('admin.reviewAudited', {
  zh: '审计日志：到期和冻结的数量',
  en: 'The audit: how much is due and held',
});

export const eraseAudited = eraseCommand('admin.eraseAudited', {
  zh: '删除到期的审计日志（仅系统）',
  en: 'Erases lines of the audit whose time is over (the system only)',
});

/** Who did what (U1, Z17, Z18). */
export const auditRetention: ModuleRetention = {
  kinds: [
    {
      name: 'admin.audit',
      title: { zh: '审计日志', en: 'The audit' },
      hint: {
        zh: '谁在何时对什么做了什么，连同证据链中的内容一并删除；链上的承诺值和删除的记录保留，仍可核验。',
        en: 'Who did what to what and when goes, with what was sealed of it; the commitments and the record of the erasure stay in the chain and verify.',
      },
      period: 'audit-3y',
    },
  ],
  review: reviewAudited,
  erase: eraseAudited,
};
