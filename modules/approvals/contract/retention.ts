import { holdsQuery, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewArchive = reviewQuery('approvals.reviewArchive', {
  zh: '审批档案：保管期满和冻结的数量',
  en: 'Archived requests: how many are due and held',
});

export const holdForRequests = holdsQuery('approvals.holdForRequests', {
  zh: '有未办结或冻结的审批的人（其信息暂不删除）',
  en: 'People with a running or held request, what is kept of whom stays meanwhile',
});

/** Requests are destroyed by lists that two people agree on (docs/decisions/supervised-destruction.md), never by time alone. */
export const approvalsRetention: ModuleRetention = {
  kinds: [
    {
      name: 'approvals.archive',
      title: { zh: '审批档案', en: 'Archived requests' },
      hint: {
        zh: '按种类的保管期限，由两人经销毁清册销毁，不自动删除。',
        en: 'By the period of their kind, destroyed by lists that two people agree on, never by themselves.',
      },
      period: 'record',
      seenAt: '/approvals/destruction',
    },
  ],
  review: reviewArchive,
  holds: holdForRequests,
};
