import { moduleWords } from './module-words.ts';

/** The words of the shell and its forms. */
export const kernelWords = moduleWords(
  () => import('../words.zh.json'),
  () => import('../words.en.json'),
);
