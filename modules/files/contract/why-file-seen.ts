import { whySeenQuery } from '#modules/directory/contract/why-seen.ts';

export const whyFileSeen = whySeenQuery('files.whyFileSeen', {
  zh: '某人为什么能看到（或看不到）一个文件',
  en: 'Why somebody sees a file, or doesn’t',
});
