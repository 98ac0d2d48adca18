import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareOpenApi } from './compare-openapi.ts';
import type { Outcome } from './outcome.ts';

const FILE = 'docs/generated/openapi.json';
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** The API of today against that of the last release, which lies in `docs/releases/<version>/openapi.json` (I3). */
export function compatibilityRules(root: string): Outcome {
  const of = 'operations';
  const releases = join(root, 'docs/releases');
  if (!existsSync(releases)) return { read: 0, of, findings: [], waits: 'docs/releases' };
  const last = readdirSync(releases)
    .filter((name) => VERSION.test(name) && existsSync(join(releases, name, 'openapi.json')))
    .sort(byVersion)
    .at(-1);
  if (last === undefined)
    return { read: 0, of, findings: [{ file: 'docs/releases', line: 0, message: 'holds no openapi.json' }] };
  if (!existsSync(join(root, FILE))) return { read: 0, of, findings: [{ file: FILE, line: 0, message: 'is missing' }] };
  const older = JSON.parse(readFileSync(join(releases, last, 'openapi.json'), 'utf8')) as { paths: object };
  const newer = JSON.parse(readFileSync(join(root, FILE), 'utf8')) as { paths: object };
  const findings = compareOpenApi({ ...older }, { ...newer }).map((message) => ({
    file: FILE,
    line: 0,
    message: `${message} (since ${last})`,
  }));
  return { read: Object.keys(older.paths).length, of, findings };
}

function byVersion(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => name.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
