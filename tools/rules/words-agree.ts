import type { Rule } from '../rule.ts';
import { entriesOf, lineOfKey, WORDS } from '../words-files.ts';

const placeholders = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([whole]) => whole)
    .sort()
    .join(' ');

/** words.zh.json and words.en.json have the same keys, no empty text, and the same placeholders. */
export const wordsAgree: Rule = {
  name: 'words-agree',
  rooms: /^(kernel\/web|modules\/[^/]+\/web)$/,
  reads: (path) => WORDS.test(path),
  *find(tree, files) {
    for (const file of files) {
      const other = file.includes('.zh.') ? file.replace('.zh.', '.en.') : file.replace('.en.', '.zh.');
      const { entries, broken } = entriesOf(tree, file);
      if (broken) yield { file, line: 0, message: `is not JSON: ${broken}` };
      const theirs = tree.has(other) ? entriesOf(tree, other).entries : undefined;
      if (!theirs) yield { file, line: 0, message: `has no ${other} beside it` };
      for (const [key, text] of entries) {
        const line = lineOfKey(tree, file, key);
        if (typeof text !== 'string' || text.trim() === '') {
          yield { file, line, message: `${key} is empty` };
          continue;
        }
        const counterpart = theirs?.get(key);
        // English has a form for one beside a key; Chinese has no such form.
        if (file.includes('.en.') && key.endsWith('.one') && entries.has(key.slice(0, -'.one'.length))) continue;
        if (theirs && counterpart === undefined) yield { file, line, message: `${key} is missing in ${other}` };
        if (
          typeof counterpart === 'string' &&
          file.includes('.zh.') &&
          placeholders(text) !== placeholders(counterpart)
        )
          yield { file, line, message: `${key} has other placeholders than in ${other}` };
      }
    }
  },
};
