import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isTest, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';
import type { SourceTree } from '../source-tree.ts';
import { entriesOf, lineOfKey, WORDS } from '../words-files.ts';

/** `const t = useWords(words)` speaks the module's own words, `useWords()` and `kernelWord` those of the shell. */
const HOOK = 'useWords';
const SHELL = 'kernel/web/';
const SCREENS = /^(modules\/[^/]+\/web|kernel\/web|design|apps\/web)\//;

/**
 * Every key that screens ask for exists, and every key that exists is asked for.
 *
 * A key counts as asked for where it stands as a whole string (also in a table of keys), or where a template begins with
 * its first part: t(`state.${state}`) asks for all of `state.`. The shell's words may be asked for by every screen.
 * `days.one` is the English form for one, asked for by whoever asks for `days`.
 */
export const wordsUsed: Rule = {
  name: 'words-used',
  rooms: /^(kernel\/web|modules\/[^/]+\/web)$/,
  reads: (path) => (WORDS.test(path) || (isTypeScript(path) && SCREENS.test(path))) && !isTest(path),
  *find(tree, files) {
    const asked = files.filter(isTypeScript).map((file) => askedIn(tree, file));
    for (const wordsFile of files.filter((file) => file.endsWith('words.zh.json'))) {
      const folder = wordsFile.slice(0, wordsFile.lastIndexOf('/') + 1);
      const keys = new Set(entriesOf(tree, wordsFile).entries.keys());
      const screens = asked.filter(({ file }) => folder === SHELL || file.startsWith(folder));
      const whole = new Set(screens.flatMap(({ strings }) => [...strings]));
      const beginnings = screens.flatMap((one) => one.beginnings);
      for (const key of keys) {
        if (whole.has(key.replace(/\.one$/, '')) || beginnings.some((beginning) => key.startsWith(beginning))) continue;
        yield { file: wordsFile, line: lineOfKey(tree, wordsFile, key), message: `${key} is asked for nowhere` };
      }
      for (const { file, calls } of screens) {
        for (const { key, line, ofShell } of calls) {
          const concerned = folder === SHELL ? ofShell || file.startsWith(SHELL) : !ofShell;
          if (concerned && !keys.has(key)) yield { file, line, message: `${key} is not in ${wordsFile}` };
        }
      }
    }
  },
};

type Asked = {
  readonly file: string;
  readonly strings: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly calls: readonly { key: string; line: number; ofShell: boolean }[];
};

function askedIn(tree: SourceTree, file: string): Asked {
  const source = tree.syntax(file);
  const strings = new Set<string>();
  const beginnings: string[] = [];
  const calls: { key: string; line: number; ofShell: boolean }[] = [];
  const speaksForShell = new Map([['kernelWord', true]]);
  for (const node of nodesOf(source)) {
    if (ts.isStringLiteralLike(node)) strings.add(node.text);
    if (ts.isTemplateExpression(node) && node.head.text.endsWith('.')) beginnings.push(node.head.text);
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isCallExpression(node.initializer)) {
      const { expression, arguments: words } = node.initializer;
      if (expression.getText(source) === HOOK) speaksForShell.set(node.name.getText(source), words.length === 0);
    }
    if (!ts.isCallExpression(node)) continue;
    const ofShell = speaksForShell.get(node.expression.getText(source));
    const key = node.arguments[0];
    if (ofShell !== undefined && key && ts.isStringLiteralLike(key))
      calls.push({ key: key.text, line: lineOf(source, node), ofShell });
  }
  return { file, strings, beginnings, calls };
}
