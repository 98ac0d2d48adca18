import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compatibilityRules } from './compatibility-rules.ts';
import { fileRules } from './file-rules.ts';
import { formatRules } from './format-rules.ts';
import { generatedRules } from './generated-rules.ts';
import { importRules } from './import-rules.ts';
import { moduleGraph } from './module-graph.ts';
import type { Check, Outcome } from './outcome.ts';
import type { Rule } from './rule.ts';
import { SourceTree } from './source-tree.ts';
import { typeProjects, typeRules } from './type-rules.ts';
import { unusedRules } from './unused-rules.ts';

/** All checks over the house below `root`, quick ones last so that the compilers are under way meanwhile. */
export function checksOf(root: string): readonly Check[] {
  const tree = new SourceTree(root);
  return [
    ...typeProjects.map((project) => ({ name: project.name, run: () => typeRules(tree, project) })),
    { name: 'format', run: () => formatRules(root) },
    { name: 'imports', run: () => importRules(tree) },
    { name: 'module-graph', run: async () => modules(tree) },
    ...fileRules.map((rule) => ({ name: rule.name, run: async () => runRule(tree, rule) })),
    { name: 'generated', run: () => generatedRules(tree) },
    { name: 'compatible', run: async () => compatibilityRules(root) },
    { name: 'unused', run: () => unusedRules(tree) },
  ];
}

/** A rule over the files that it reads; without its rooms it waits. */
export function runRule(tree: SourceTree, rule: Rule): Outcome {
  const of = 'files';
  if (!tree.folders.some((folder) => rule.rooms.test(folder))) return { read: 0, of, findings: [], waits: 'its rooms' };
  const files = tree.files.filter((file) => rule.reads(file));
  const findings = [...rule.find(tree, files)].map(({ file, line, message }) => ({ file, line, message }));
  return { read: files.length, of, findings };
}

function modules(tree: SourceTree): Outcome {
  if (tree.modules().length === 0) return { read: 0, of: 'files', findings: [], waits: 'modules/*' };
  return { of: 'files', ...moduleGraph(tree) };
}

/** A check fails by its findings, or by having read nothing where there was something to read. */
export function hasFailed(outcome: Outcome): boolean {
  return outcome.findings.length > 0 || (outcome.read === 0 && outcome.waits === undefined);
}

async function checkAll(root: string, only: readonly string[]): Promise<boolean> {
  const all = checksOf(root);
  const chosen = all.filter((check) => only.length === 0 || only.some((name) => check.name.startsWith(name)));
  if (chosen.length === 0) {
    console.error(`There is no such check. There are: ${all.map((check) => check.name).join(', ')}`);
    return false;
  }
  const started = performance.now();
  let failed = 0;
  const next = chosen.values();
  const lane = async (): Promise<void> => {
    for (const check of next) {
      const begun = performance.now();
      const outcome = await check.run();
      if (hasFailed(outcome)) failed++;
      report(check.name, outcome, performance.now() - begun);
    }
  };
  await Promise.all([lane(), lane()]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    failed === 0
      ? `All ${chosen.length} checks pass, ${seconds} s.`
      : `${failed} of ${chosen.length} checks fail, ${seconds} s.`,
  );
  return failed === 0;
}

function report(name: string, outcome: Outcome, took: number): void {
  const { read, of, findings, waits } = outcome;
  const mark = hasFailed(outcome) ? '✗' : waits === undefined ? '✓' : '·';
  const what = waits === undefined ? `${read} ${of}` : `waits for ${waits}`;
  console.log(`${mark} ${name.padEnd(20)} ${`${Math.round(took)} ms`.padStart(8)}  ${what}`);
  if (read === 0 && waits === undefined)
    console.log('    read nothing, though there is something to read: the check itself is broken');
  const byFile = Map.groupBy(findings, (finding) => finding.file);
  for (const [file, own] of byFile)
    for (const { line, message } of own) console.log(`    ${file}${line > 0 ? `:${line}` : ''}  ${message}`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
  process.exitCode = (await checkAll(join(import.meta.dirname, '..'), values.only)) ? 0 : 1;
}
