import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isTest, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

const TIMER_MODULES = new Set(['node:timers/promises', 'timers/promises']);

const SLEEPS = /^(sleep|delay|Atomics\.wait)$|\.waitForTimeout$/;

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
        if (SLEEPS.test(called) || (called === 'setTimeout' && onlyWaits(source, node)))
          yield { file, line: lineOf(source, node), message: `${called} sleeps: wait for what happens instead` };
      }
    }
  },
};

/** A timer whose end fulfils a promise is a sleep; one that gives up waiting (a deadline) rejects it or fails. */
function onlyWaits(source: ts.SourceFile, timer: ts.CallExpression): boolean {
  const atTheEnd = timer.arguments[0]?.getText(source) ?? '';
  for (let node: ts.Node = timer; node; node = node.parent) {
    if (!ts.isNewExpression(node) || node.expression.getText(source) !== 'Promise') continue;
    const executor = node.arguments?.[0];
    if (!executor || !(ts.isArrowFunction(executor) || ts.isFunctionExpression(executor))) return true;
    const fulfil = executor.parameters[0]?.name.getText(source);
    return fulfil !== undefined && new RegExp(`\\b${fulfil}\\b`).test(atTheEnd);
  }
  return false;
}
