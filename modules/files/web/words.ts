import { moduleWords } from '#kernel/web/language/module-words.ts';

export const words = moduleWords(
  () => import('./words.zh.json'),
  () => import('./words.en.json'),
);
