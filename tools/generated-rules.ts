import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import type { Finding } from './rule.ts';
import { runProgram } from './run-program.ts';
import type { SourceTree } from './source-tree.ts';

/** docs/generated is what the contracts call for. In a process of its own, since it loads every module. */
export async function generatedRules(tree: SourceTree): Promise<Outcome> {
  const of = 'pages';
  if (!tree.has('modules/index.ts') || !tree.has('kernel/contract/module-contract.ts'))
    return { read: 0, of, findings: [], waits: 'modules/index.ts' };
  const { code, stdout, stderr } = await runProgram(
    tree.root,
    join(import.meta.dirname, 'generate.ts'),
    '--check',
    '--root',
    tree.root,
  );
  if (code !== 0) {
    const message = `can't be made: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.slice(0, 500)}`;
    return { read: 0, of, findings: [{ file: 'docs/generated', line: 0, message }] };
  }
  return { of, ...(JSON.parse(stdout) as { read: number; findings: readonly Finding[] }) };
}
