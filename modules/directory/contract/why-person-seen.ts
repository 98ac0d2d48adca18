import { whySeenQuery } from './why-seen.ts';

export const whyPersonSeen = whySeenQuery('directory.whyPersonSeen', {
  zh: '某人为什么能看到（或看不到）另一人的资料',
  en: 'Why somebody sees, or doesn’t, what is known of another person',
});
