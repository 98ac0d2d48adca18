import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyGroupSeen = whySeenQuery('groups.whyGroupSeen', {
  zh: '某人为什么能看到（或看不到）群台账里的一个群，或一件举报',
  en: 'Why somebody sees a group of the register, or a reported message, or doesn’t',
});
