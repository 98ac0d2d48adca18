import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyBulletinSeen = whySeenQuery('bulletins.whyBulletinSeen', {
  zh: '某人为什么能看到（或看不到）一则公告',
  en: 'Why somebody sees a bulletin, or doesn’t',
});
