import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyCaseSeen = whySeenQuery('policy.whyCaseSeen', {
  zh: '某人为什么能看到（或看不到）一件制度个案',
  en: 'Why somebody sees a case under a rulebook, or doesn’t',
});
