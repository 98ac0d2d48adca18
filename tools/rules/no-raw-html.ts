import ts from 'typescript';
import { lineOf, nodesOf } from '../lines.ts';
import { isProduct, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

const RAW = new Set(['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcDoc']);

/** What people type is never read as HTML. */
export const noRawHtml: Rule = {
  name: 'no-raw-html',
  rooms: /^(kernel\/web|design|apps\/web|modules\/[^/]+\/web)$/,
  reads: (path) =>
    isProduct(path) && isTypeScript(path) && /^(kernel\/web|design|apps\/web|modules\/[^/]+\/web)\//.test(path),
  *find(tree, files) {
    for (const file of files) {
      const source = tree.syntax(file);
      for (const node of nodesOf(source)) {
        if (ts.isIdentifier(node) && RAW.has(node.text))
          yield { file, line: lineOf(source, node), message: `${node.text} lets text become HTML` };
      }
    }
  },
};
