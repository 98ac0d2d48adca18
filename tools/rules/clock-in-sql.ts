import ts from 'typescript';
import { lineAt, lineOf, nodesOf } from '../lines.ts';
import { isProduct, isTypeScript } from '../product-files.ts';
import type { Rule } from '../rule.ts';

const DATABASE_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;
const LOOKS_LIKE_SQL = /\b(select|insert|update|delete|values|where|default|set|interval|order by|from)\b/i;

/** SQL never asks the database what time it is: the one clock is the kernel's, which tests and samples move. */
export const clockInSql: Rule = {
  name: 'clock-in-sql',
  rooms: /^(kernel|modules)$/,
  reads: (path) => isProduct(path) && (path.endsWith('.sql') || isTypeScript(path)),
  *find(tree, files) {
    for (const file of files) {
      const text = tree.text(file);
      if (!DATABASE_CLOCK.test(text)) continue;
      if (file.endsWith('.sql')) {
        const bare = text.replace(/--.*|'(?:[^']|'')*'|\/\*[\s\S]*?\*\//g, (hidden) => hidden.replace(/[^\n]/g, ' '));
        for (const hit of bare.matchAll(new RegExp(DATABASE_CLOCK, 'gi')))
          yield { file, line: lineAt(bare, hit.index), message: `${hit[0]} asks the database for the time` };
        continue;
      }
      const source = tree.syntax(file);
      for (const node of nodesOf(source)) {
        if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) continue;
        const written = node.getText(source);
        const hit = DATABASE_CLOCK.exec(written);
        if (hit && (isSqlTag(node) || LOOKS_LIKE_SQL.test(written)))
          yield { file, line: lineOf(source, node), message: `${hit[0]} asks the database for the time` };
      }
    }
  },
};

function isSqlTag(node: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(node.parent) && /^sql\b/.test(node.parent.tag.getText());
}
