import ts from 'typescript';
import { lineOf, nodesOf } from './lines.ts';
import type { SourceTree } from './source-tree.ts';

export type DeclaredOperation = {
  readonly module: string;
  readonly kind: string;
  /** The part after the module's name: `punchIn` of `attendance.punchIn`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
};

const KINDS = new Set(['command', 'query', 'upload', 'download', 'job', 'unattributed']);

/** The operations that the contracts declare, read from their text: `command({ name: 'attendance.punchIn', … })`. */
export function declaredOperations(tree: SourceTree, files: readonly string[]): readonly DeclaredOperation[] {
  return files.flatMap((file) => {
    const module = file.split('/')[1] ?? '';
    const source = tree.syntax(file);
    return [...nodesOf(source)].flatMap((node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || !KINDS.has(node.expression.text))
        return [];
      const declared = node.arguments[0];
      if (!declared || !ts.isObjectLiteralExpression(declared)) return [];
      const named = declared.properties.find((property) => property.name?.getText(source) === 'name');
      if (!named || !ts.isPropertyAssignment(named) || !ts.isStringLiteralLike(named.initializer)) return [];
      const name = named.initializer.text.slice(named.initializer.text.indexOf('.') + 1);
      return [{ module, kind: node.expression.text, name, file, line: lineOf(source, node) }];
    });
  });
}
