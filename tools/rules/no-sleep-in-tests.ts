import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isTest, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

const TIMER_MODULES = new Set(['node:timers/promises', 'timers/promises']);

/** A test waits for what happens, never for an amount of time. Benchmarks and tools measure time and are not tests. */
export const noSleepInTests: Rule = {
  name: 'no-sleep-in-tests',
  rooms: /^(kernel\/testing|tools)$/,
  reads: (path) => isTypeScript(path) && isTest(path) && (!/^(bench|tools)\//.test(path) || path.endsWith('.test.ts')),
  *find(tree, files) {
    for (const file of files) {
      const source = tree.syntax(file);
      for (const node of nodesOf(source)) {
        if (ts.isImportDeclaration(node) && TIMER_MODULES.has((node.moduleSpecifier as ts.StringLiteral).text))
          yield { file, line: lineOf(source, node), message: 'imports timers: wait for what happens instead' };
        if (!ts.isCallExpression(node)) continue;
        const called = node.expression.getText(source).replace(/^(globalThis|window)\./, '');
        if (/^(setTimeout|setInterval|sleep|delay|Atomics\.wait|Bun\.sleep)$|\.waitForTimeout$/.test(called))
          yield { file, line: lineOf(source, node), message: `${called} sleeps: wait for what happens instead` };
      }
    }
  },
};
