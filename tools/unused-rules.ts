import { join } from 'node:path';
import * as knip from 'knip';
import { createOptions, type MainOptions, type Results } from 'knip/session';
import type { Outcome } from './outcome.ts';
import type { Finding } from './rule.ts';
import type { SourceTree } from './source-tree.ts';

const CONFIG = join(import.meta.dirname, '../knip.json');

/** knip's types name only its configuration; `main` is how its own command runs it. */
const { main } = knip as unknown as { main: (options: MainOptions) => Promise<Results> };

/** Where use begins: until both lists name a module, most of the kernel and design would be unused. */
const LISTS = ['modules/index.ts', 'modules/index.web.ts'];

/** Files, exports and packages that nothing uses, by knip and `knip.json`. */
export async function unusedRules(tree: SourceTree): Promise<Outcome> {
  const of = 'files';
  if (!LISTS.every((list) => tree.has(list) && /from '\.\//.test(tree.text(list))))
    return { read: 0, of, findings: [], waits: `a module in ${LISTS.join(' and ')}` };
  const options = await createOptions({ cwd: tree.root, args: { config: CONFIG }, isShowProgress: false });
  const { issues, counters } = await main(options);
  const findings: Finding[] = [];
  for (const [kind, files] of Object.entries(issues)) {
    if (kind === '_files') continue;
    for (const [file, found] of Object.entries(
      files as Record<string, Record<string, { symbol: string; line?: number }>>,
    )) {
      for (const { symbol, line } of Object.values(found))
        findings.push({
          file,
          line: line ?? 0,
          message: kind === 'files' ? 'nothing uses this file' : `${kind}: ${symbol}`,
        });
    }
  }
  return { read: counters.processed, of, findings };
}
