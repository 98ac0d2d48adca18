import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checksOf, hasFailed } from './check.ts';
import { fileRules } from './file-rules.ts';
import { importRuleNames } from './import-rules.ts';
import { typeProjects } from './type-rules.ts';

const TOOLS = import.meta.dirname;
const HOUSE = join(TOOLS, '..');
const FIXTURES = join(TOOLS, 'fixtures');
/** Checks that start a program: each is run on its own fixture and on the clean one only. */
const PROGRAMS = [...typeProjects.map((project) => project.name), 'format', 'generated', 'compatible', 'unused'];
/** Taken from our own house, and judged there. */
const CONFIGS = ['biome.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.pure.json', 'tsconfig.web.json'];
const GRAPH = ['module-in-a-layer', 'lower-knows-no-higher', 'no-circles-of-modules'];

/** Besides the check and its findings: paths to leave out of the clean house, and whether it stands on our kernel/contract. */
type Expected = { check: string; without?: string[]; kernel?: boolean; findings: string[] };

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A house of its own: the clean fixture, changed by the files of another. */
function house(fixture?: string, { without = [], kernel = false }: Partial<Expected> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'checks-'));
  made.push(root);
  cpSync(join(FIXTURES, 'clean'), root, { recursive: true });
  for (const path of without) rmSync(join(root, path), { recursive: true });
  if (kernel) cpSync(join(HOUSE, 'kernel/contract'), join(root, 'kernel/contract'), { recursive: true });
  if (fixture) cpSync(join(FIXTURES, fixture), root, { recursive: true });
  rmSync(join(root, 'expected.json'), { force: true });
  for (const config of CONFIGS) cpSync(join(HOUSE, config), join(root, config));
  symlinkSync(join(HOUSE, 'node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

/** `file:line  message` of all that the named checks find. */
async function findingsOf(root: string, wanted: (name: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const check of checksOf(root).filter(({ name }) => wanted(name))) {
    const { findings } = await check.run();
    for (const { file, line, message } of findings.filter(({ file }) => !CONFIGS.includes(file)))
      found.push(`${file}${line > 0 ? `:${line}` : ''}  ${message}`);
  }
  return found;
}

const fixtures = readdirSync(FIXTURES).filter((name) => name !== 'clean');

const rules = [...importRuleNames, ...GRAPH, ...fileRules.map((rule) => rule.name), ...PROGRAMS];

describe('every rule can fail', () => {
  test('every rule has a fixture, and every fixture a rule', () => {
    expect([...fixtures].sort()).toEqual([...rules].sort());
  });

  test('every rule is explained in docs/CHECKS.md', () => {
    const page = readFileSync(join(HOUSE, 'docs/CHECKS.md'), 'utf8');
    expect(rules.filter((rule) => !page.includes(`\`${rule}\``))).toEqual([]);
  });

  test.each(fixtures)('%s', async (fixture) => {
    const expected = JSON.parse(readFileSync(join(FIXTURES, fixture, 'expected.json'), 'utf8')) as Expected;
    const root = house(fixture, expected);
    const found = await findingsOf(root, (name) => name === expected.check || !PROGRAMS.includes(name));
    const unexpected = found.filter((finding) => !expected.findings.some((beginning) => finding.startsWith(beginning)));
    const missing = expected.findings.filter((beginning) => !found.some((finding) => finding.startsWith(beginning)));
    expect({ unexpected, missing, count: found.length }).toEqual({
      unexpected: [],
      missing: [],
      count: expected.findings.length,
    });
  });
});

describe('a clean house', () => {
  test('passes every check', async () => {
    expect(await findingsOf(house(), () => true)).toEqual([]);
  });

  test('is read by every check', async () => {
    const idle = [];
    for (const check of checksOf(house())) {
      const { read, waits } = await check.run();
      if (read === 0 || waits) idle.push(check.name);
    }
    // The clean house has contracts too small to make pages of, and no release; their own fixtures have.
    expect(idle).toEqual(['generated', 'compatible']);
  });
});

describe('a check that read nothing', () => {
  const rooms = ['kernel', 'modules', 'design', 'facades', 'apps'];

  test('waits as long as its rooms do not exist', async () => {
    const busy = [];
    for (const check of checksOf(house(undefined, { without: rooms })))
      if (!(await check.run()).waits) busy.push(check.name);
    expect(busy).toEqual(['format']);
  });

  test('fails as soon as they do', async () => {
    const root = house(undefined, { without: rooms });
    for (const room of [
      'kernel/contract',
      'kernel/server',
      'kernel/web',
      'modules/tasks/web',
      'kernel/testing',
      'modules/tasks/server/on',
    ])
      mkdirSync(join(root, room), { recursive: true });
    const content = [];
    for (const check of checksOf(root))
      if (check.name !== 'format' && !hasFailed(await check.run())) content.push(check.name);
    // These know their rooms by a file that isn't there: a contract, a list of modules, a release, an application.
    expect(content).toEqual(['one-handler', 'push-verified', 'generated', 'compatible', 'unused']);
  });

  test('is found for dependency-cruiser when it leaves out a file', async () => {
    const root = house();
    const imports = checksOf(root).find(({ name }) => name === 'imports');
    rmSync(join(root, 'kernel/server/clock.ts'));
    const outcome = await imports?.run();
    expect(outcome?.findings).toContainEqual({
      file: 'kernel/server/clock.ts',
      line: 0,
      message: 'was not read by dependency-cruiser',
    });
  });
});
