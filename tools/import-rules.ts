import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import type { Outcome } from './outcome.ts';
import type { Finding } from './rule.ts';
import type { SourceTree } from './source-tree.ts';

type Rules = IFlattenedRuleSet & { readonly options: ICruiseOptions };

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Rules;

/** The rooms that the rules of who may import whom speak about. */
const ROOMS = ['kernel', 'modules', 'design', 'facades', 'apps', 'e2e', 'bench', 'tools'];

/** Names of the rules, each with its reason in one sentence. */
export const importRuleNames: readonly string[] = (rules.forbidden ?? []).flatMap((rule) => rule.name ?? []);

/**
 * Who may import whom, by dependency-cruiser and `.dependency-cruiser.cjs`.
 *
 * `read` is the number of our files that were cruised. Fewer than there are source files is a finding by itself: without
 * TypeScript 6 beside it dependency-cruiser reads no .ts file at all and is content.
 */
export async function importRules(tree: SourceTree): Promise<Outcome> {
  const rooms = ROOMS.filter((room) => tree.folders.includes(room));
  if (rooms.length === 0) return { read: 0, of: 'files', findings: [], waits: ROOMS.join(', ') };
  const sources = tree.files.filter(
    (file) => rooms.some((room) => file.startsWith(`${room}/`)) && /\.(ts|tsx|mjs)$/.test(file),
  );
  const { output } = await cruise(rooms, {
    ...rules.options,
    ruleSet: rules,
    validate: true,
    baseDir: tree.root,
  });
  const { modules, summary } = output as ICruiseResult;
  const cruised = new Set(modules.map((module) => module.source));
  const missed = sources.filter((source) => !cruised.has(source));
  const findings: Finding[] = missed.map((file) => ({ file, line: 0, message: 'was not read by dependency-cruiser' }));
  for (const violation of summary.violations) {
    const { from, to, rule } = violation;
    const typed = modules
      .find((module) => module.source === from)
      ?.dependencies.find((dependency) => dependency.resolved === to)?.module;
    const reason = rules.forbidden?.find((one) => one.name === rule.name)?.comment ?? '';
    findings.push({
      file: from,
      line: lineOfImport(tree, from, typed ?? to),
      message: `${rule.name}: ${to}. ${reason}`,
    });
  }
  return { read: sources.length - missed.length, of: 'files', findings };
}

/** Where a file names an import, as it is typed there; 0 if the text isn't found. */
function lineOfImport(tree: SourceTree, file: string, typed: string): number {
  if (!tree.has(file)) return 0;
  return (
    tree
      .text(file)
      .split('\n')
      .findIndex((line) => line.includes(`'${typed}'`) || line.includes(`'node:${typed}'`)) + 1
  );
}
