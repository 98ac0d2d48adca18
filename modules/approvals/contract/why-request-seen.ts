import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyRequestSeen = whySeenQuery('approvals.whyRequestSeen', {
  zh: '某人为什么能看到（或看不到）一张审批单',
  en: 'Why somebody sees a request, or doesn’t',
});
