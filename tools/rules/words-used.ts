import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isTest, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';
import type { SourceTree } from '../source-tree.ts';
import { entriesOf, lineOfKey, WORDS } from '../words-files.ts';

/** The function that puts a key into words: `t('leave.title')`. */
const TRANSLATOR = 't';

/**
 * Every key that screens ask for exists, and every key that exists is asked for.
 *
 * A key counts as asked for where it stands as a whole string (also in a table of keys), or where a template begins with
 * its first part: t(`status.${status}`) asks for all of `status.`.
 */
export const wordsUsed: Rule = {
  name: 'words-used',
  rooms: /^modules\/[^/]+\/web$/,
  reads: (path) =>
    (WORDS.test(path) || (isTypeScript(path) && /^(modules\/[^/]+\/web|kernel\/web|design|apps\/web)\//.test(path))) &&
    !isTest(path),
  *find(tree, files) {
    const wordsFiles = files.filter((file) => file.endsWith('words.zh.json'));
    for (const wordsFile of wordsFiles) {
      const folder = wordsFile.slice(0, wordsFile.lastIndexOf('/') + 1);
      const sources = files.filter((file) => isTypeScript(file) && file.startsWith(folder));
      const keys = [...entriesOf(tree, wordsFile).entries.keys()];
      const asked = sources.map((file) => askedIn(tree, file));
      const whole = new Set(asked.flatMap((one) => [...one.strings]));
      const beginnings = asked.flatMap((one) => one.beginnings);
      for (const key of keys) {
        if (whole.has(key) || beginnings.some((beginning) => key.startsWith(beginning))) continue;
        yield { file: wordsFile, line: lineOfKey(tree, wordsFile, key), message: `${key} is asked for nowhere` };
      }
      for (const call of asked.flatMap((one) => one.calls)) {
        if (!keys.includes(call.key)) yield { ...call, message: `${call.key} is not in ${wordsFile}` };
      }
    }
  },
};

type Asked = {
  readonly strings: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly calls: readonly { key: string; file: string; line: number }[];
};

function askedIn(tree: SourceTree, file: string): Asked {
  const source = tree.syntax(file);
  const strings = new Set<string>();
  const beginnings: string[] = [];
  const calls: { key: string; file: string; line: number }[] = [];
  for (const node of nodesOf(source)) {
    if (ts.isStringLiteralLike(node)) strings.add(node.text);
    if (ts.isTemplateExpression(node) && node.head.text.endsWith('.')) beginnings.push(node.head.text);
    if (!ts.isCallExpression(node) || node.expression.getText(source) !== TRANSLATOR) continue;
    const key = node.arguments[0];
    if (key && ts.isStringLiteralLike(key)) calls.push({ key: key.text, file, line: lineOf(source, node) });
  }
  return { strings, beginnings, calls };
}
