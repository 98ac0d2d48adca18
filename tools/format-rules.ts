import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import { runProgram } from './run-program.ts';

const BIOME = join(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome');

type Report = {
  readonly summary: { readonly changed: number; readonly unchanged: number };
  readonly diagnostics: readonly {
    readonly category: string;
    readonly message: string;
    readonly location: { readonly path: string; readonly start?: { readonly line: number } };
  }[];
};

/** Format and lint by Biome and `biome.json`; its warnings count too. */
export async function formatRules(root: string): Promise<Outcome> {
  const args = ['check', '--reporter=json', '--max-diagnostics=none', '--error-on-warnings', '--diagnostic-level=warn'];
  if (!existsSync(join(root, '.git'))) args.push('--vcs-enabled=false');
  const { code, stdout, stderr } = await runProgram(root, BIOME, ...args);
  let report: Report;
  try {
    report = JSON.parse(stdout) as Report;
  } catch {
    return {
      read: 0,
      of: 'files',
      findings: [{ file: 'biome.json', line: 0, message: `Biome ended with ${code}: ${stderr.slice(0, 500)}` }],
    };
  }
  const findings = report.diagnostics.map(({ category, message, location }) => ({
    file: location.path,
    line: location.start?.line ?? 0,
    message: category === 'format' ? 'is not formatted: biome check --write' : `${category}: ${message}`,
  }));
  return { read: report.summary.changed + report.summary.unchanged, of: 'files', findings };
}
