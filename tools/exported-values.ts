import ts from 'typescript';

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);

/** The names of the values (not types) that a file exports, with the node that names each. */
export function exportedValues(source: ts.SourceFile): readonly { name: string; node: ts.Node }[] {
  return source.statements.flatMap((statement): { name: string; node: ts.Node }[] => {
    if (ts.isExportDeclaration(statement)) {
      if (statement.isTypeOnly || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) return [];
      return statement.exportClause.elements
        .filter((element) => !element.isTypeOnly)
        .map((element) => ({ name: element.name.text, node: element }));
    }
    if (!isExported(statement)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((one) => ({ name: one.name.getText(source), node: one }));
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      return [{ name: statement.name?.text ?? 'default', node: statement }];
    return [];
  });
}
