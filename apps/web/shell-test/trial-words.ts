import { moduleWords } from '#kernel/web/language/module-words.ts';

export const trialWords = moduleWords(
  () => import('./words.zh.json'),
  () => import('./words.en.json'),
);
