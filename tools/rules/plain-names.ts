import type { Rule } from '../rule.ts';

const EMPTY_WORD = /(^|[-_.])(utils?|helpers?|common|managers?|misc)([-_.]|$)/i;
const OURS = /^(kernel|modules|design|facades|apps|e2e|bench|tools)\//;

/** No file or folder with a name that says nothing of what is in it; files are kebab-case. */
export const plainNames: Rule = {
  name: 'plain-names',
  rooms: /^(kernel|modules|design|facades|apps|tools)$/,
  reads: (path) => OURS.test(path),
  *find(_tree, files) {
    for (const file of files) {
      const empty = file.split('/').find((part) => EMPTY_WORD.test(part));
      if (empty) yield { file, line: 0, message: `“${empty}” says nothing: name it for what it does` };
      const name = file.split('/').at(-1) ?? '';
      if (/\.(ts|tsx|mjs|sql)$/.test(name) && !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name.replaceAll('_', '-')))
        yield { file, line: 0, message: 'file names are kebab-case' };
    }
  },
};
