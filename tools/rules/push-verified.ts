import ts from 'typescript';
import { declaredOperations } from '../declared-operations.ts';
import { nodesOf } from '../lines.ts';
import type { Rule } from '../rule.ts';

const CONTRACT = /^modules\/[^/]+\/contract\/.*\.ts$/;
const TEST = /^modules\/([^/]+)\/.*\.test\.ts$/;

/** Kinds that change something by somebody. `unattributed` leaves no trace to push by. */
const CHANGES = new Set(['command', 'job', 'upload']);

/** What nobody can be watching while it happens, with the reason. */
const UNWATCHED: Readonly<Record<string, string>> = {
  'admin.setUpCompany': 'before it there is nobody who could be signed in',
};

/**
 * Every operation that changes something runs inside a `verifyPush` of its module's tests. Read from the syntax: its name
 * stands among the arguments of a call of `verifyPush`, or of a function of the test file that calls `verifyPush`, or in a
 * function of the test file that is named there. That the right queries and viewers are watched, only a reader can judge.
 */
export const pushVerified: Rule = {
  name: 'push-verified',
  rooms: /^modules\/[^/]+\/contract$/,
  reads: (path) => TEST.test(path) || (CONTRACT.test(path) && !path.endsWith('.test.ts')),
  *find(tree, files) {
    const verified = new Set(
      files
        .filter((file) => TEST.test(file))
        .flatMap((file) => namesInVerifyPush(tree.syntax(file)).map((name) => `${TEST.exec(file)?.[1]}.${name}`)),
    );
    const operations = declaredOperations(
      tree,
      files.filter((file) => CONTRACT.test(file)),
    ).filter((operation) => CHANGES.has(operation.kind));
    for (const { module, name, kind, file, line } of operations) {
      const full = `${module}.${name}`;
      if (verified.has(full) || full in UNWATCHED) continue;
      yield { file, line, message: `${kind} ${full} is tried in no verifyPush of modules/${module}` };
    }
  },
};

/** The names of operations that are given to a call (`mei.call(submitRequest, …)`) inside a `verifyPush`. */
function namesInVerifyPush(source: ts.SourceFile): string[] {
  const nodes = [...nodesOf(source)];
  const declared = nodes.flatMap(nameable);
  const meant = (name: ts.Identifier) =>
    declared
      .filter((one) => one.name === name.text && one.scope.pos <= name.pos && name.end <= one.scope.end)
      .sort((one, other) => other.scope.pos - one.scope.pos)[0]?.body;

  const verifying = new Set<ts.Node>();
  const verifies = (node: ts.Node): node is ts.CallExpression => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
    const body = meant(node.expression);
    return body ? verifying.has(body) : node.expression.text === 'verifyPush';
  };
  for (let known = -1; known < verifying.size; ) {
    known = verifying.size;
    for (const { body } of declared) if ([...nodesOf(body)].some(verifies)) verifying.add(body);
  }

  const names = new Set<string>();
  const read = new Set<ts.Node>();
  const waiting: ts.Node[] = nodes.filter(verifies).flatMap((call) => [...call.arguments]);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (read.has(node)) continue;
    read.add(node);
    for (const one of nodesOf(node)) {
      if (ts.isCallExpression(one))
        for (const given of one.arguments) {
          if (ts.isIdentifier(given)) names.add(given.text);
          if (ts.isPropertyAccessExpression(given)) names.add(given.name.text);
        }
      const body = ts.isIdentifier(one) && meant(one);
      if (body) waiting.push(body);
    }
  }
  return [...names];
}

/** What the names of a test file stand for, where that can hold calls that aren't made yet: a function or a list of them. */
function nameable(node: ts.Node): readonly { name: string; scope: ts.Node; body: ts.Node }[] {
  if (ts.isFunctionDeclaration(node) && node.name && node.body)
    return [{ name: node.name.text, scope: node.parent, body: node.body }];
  if (!ts.isVariableDeclaration(node)) return [];
  const around = node.parent.parent;
  const scope = ts.isForOfStatement(around) ? around : around.parent;
  const given = ts.isForOfStatement(around) ? around.expression : node.initializer;
  const value = given && ts.isAsExpression(given) ? given.expression : given;
  if (!value || !(ts.isFunctionLike(value) || ts.isArrayLiteralExpression(value) || ts.isForOfStatement(around)))
    return [];
  return [...nodesOf(node.name)].filter(ts.isIdentifier).map(({ text }) => ({ name: text, scope, body: value }));
}
