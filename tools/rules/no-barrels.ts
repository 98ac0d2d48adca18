import ts from 'typescript';
import { lineOf } from '../lines.ts';
import { isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

/** The two lists of modules are the only files that may exist to gather others. */
const LISTS = new Set(['modules/index.ts', 'modules/index.web.ts']);

/** No file passes on what another file exports: an import names the file where a thing is. */
export const noBarrels: Rule = {
  name: 'no-barrels',
  rooms: /^(kernel|modules|design|facades|apps)$/,
  reads: (path) => isTypeScript(path) && /^(kernel|modules|design|facades|apps)\//.test(path) && !LISTS.has(path),
  *find(tree, files) {
    for (const file of files) {
      const source = tree.syntax(file);
      for (const statement of source.statements) {
        if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
        const from = (statement.moduleSpecifier as ts.StringLiteral).text;
        yield { file, line: lineOf(source, statement), message: `passes on ${from}: import it where it is needed` };
      }
    }
  },
};
