import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isProduct, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

/** The kernel's clock itself, and the browser, whose clock shows but never decides. */
const OWN_CLOCK = /^kernel\/server\/clock(\/|\.ts$)|^kernel\/web\//;

/** Code takes the time from the kernel's clock; nothing else asks the machine. */
export const clockInCode: Rule = {
  name: 'clock-in-code',
  rooms: /^(kernel|modules)$/,
  reads: (path) => isProduct(path) && isTypeScript(path) && !OWN_CLOCK.test(path),
  *find(tree, files) {
    for (const file of files) {
      const source = tree.syntax(file);
      for (const node of nodesOf(source)) {
        const asked =
          (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && !node.arguments?.length) ||
          (ts.isCallExpression(node) && node.expression.getText(source) === 'Date') ||
          (ts.isPropertyAccessExpression(node) && ['Date.now', 'Temporal.Now'].includes(node.getText(source)));
        if (asked)
          yield { file, line: lineOf(source, node), message: `${node.getText(source)} asks the machine for the time` };
      }
    }
  },
};
