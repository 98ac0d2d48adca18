import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyListSeen = whySeenQuery('approvals.whyListSeen', {
  zh: '某人为什么能看到（或看不到）督办列表和审批统计',
  en: 'Why somebody sees the list of expediting or the statistics of approvals, or doesn’t',
});
