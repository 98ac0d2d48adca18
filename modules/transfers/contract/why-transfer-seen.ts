import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyTransferSeen = whySeenQuery('transfers.whyTransferSeen', {
  zh: '某人为什么能看到（或看不到）一项涉密资料传递',
  en: 'Why somebody sees a transfer of classified material, or doesn’t',
});
