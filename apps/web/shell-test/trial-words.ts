import { moduleWords } from '#kernel/web/module-words.ts';

export const trialWords = moduleWords(
  () => import('./words.zh.json'),
  () => import('./words.en.json'),
);
