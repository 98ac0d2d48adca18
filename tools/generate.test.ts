import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { failure } from '#kernel/contract/failure.ts';
import { kernelFailures } from '#kernel/contract/kernel-failures.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command, download, query, unattributed, upload } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { personal, personalMarkOf } from '#kernel/contract/personal.ts';
import { setting } from '#kernel/contract/setting.ts';
import { generatedPages } from './generated/pages.ts';
import type { House } from './house.ts';
import { runProgram } from './run-program.ts';

const seeTrees = permission({
  name: 'garden.seeTrees',
  sentence: { zh: '查看树木', en: 'See trees' },
  reaches: ['department', 'company'],
  everybody: 'department',
  important: true,
});
const treeIsFelled = failure({
  code: 'garden.treeIsFelled',
  status: 409,
  words: { zh: '树已砍倒', en: 'The tree has been felled' },
});
const health = { purpose: 'employment', sensitivity: 'sensitive', retention: 'record', basis: 'law' } as const;
const tree = z.object({
  name: z.string(),
  gardenerAllergy: personal(z.string(), health).optional(),
  get branches() {
    return z.array(tree);
  },
});
const plantTree = command({
  name: 'garden.plantTree',
  summary: { zh: '种树', en: 'Plant a tree' },
  access: seeTrees,
  input: z.object({ name: z.string(), height: z.int().default(1) }),
  output: tree,
  failures: [treeIsFelled],
});
const readTrees = query({
  name: 'garden.readTrees',
  summary: { zh: '查看树木', en: 'Read trees' },
  access: 'visitor',
  input: z.object({}),
  output: z.object({ rows: z.array(tree) }),
});
const uploadLeaf = upload({
  name: 'garden.uploadLeaf',
  summary: { zh: '上传树叶', en: 'Upload a leaf' },
  access: 'signedIn',
  input: z.object({ tree: z.string() }),
  output: z.object({}),
  maxBytes: 1000,
});
const readLeaf = download({
  name: 'garden.readLeaf',
  summary: { zh: '下载树叶', en: 'Download a leaf' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({}),
});
const reportFelling = unattributed({
  name: 'garden.reportFelling',
  summary: { zh: '举报砍伐', en: 'Report a felling' },
  access: 'visitor',
  input: z.object({}),
  output: z.object({}),
});
const treePlanted = event({
  name: 'garden.treePlanted',
  version: 2,
  summary: { zh: '种了一棵树', en: 'A tree was planted' },
  facts: z.object({ treeId: z.string(), by: z.string().optional() }),
  topics: (facts) => [`garden:${facts.treeId}`, 'company'],
});
const treesPerDay = setting({
  name: 'garden.treesPerDay',
  scope: 'employer',
  shape: z.int(),
  initial: 3,
  words: { zh: '每日棵数 | 上限', en: 'Trees a day | at most' },
  changedBy: seeTrees,
});
const house: House = {
  contracts: [
    moduleContract({
      name: 'garden',
      title: { zh: '园子', en: 'Garden' },
      operations: [plantTree, readTrees, uploadLeaf, readLeaf, reportFelling],
      events: [treePlanted],
      permissions: [seeTrees],
      failures: [treeIsFelled],
      settings: [treesPerDay],
    }),
  ],
  failuresOfAll: kernelFailures,
  listeners: [{ name: 'workbench.onTreePlanted', event: treePlanted }],
  markOf: personalMarkOf,
};
const pages = generatedPages(house, '1.2.3');
const page = (name: string): string => pages.get(name) ?? '';
// The shape of a JSON document is asserted on below, path by path.
const api = JSON.parse(page('openapi.json')) as {
  openapi: string;
  components: { schemas: Record<string, unknown>; responses: Record<number, unknown> };
  paths: Record<string, { post: Record<string, unknown> & { responses: Record<string, unknown> } }>;
};
const operation = (name: string) => api.paths[`/api/v1/garden.${name}`]?.post;
const codesOf = (name: string, status: number) =>
  [...JSON.stringify(operation(name)?.responses[status]).matchAll(/"(\w+\.\w+)"/g)].map(([, code]) => code);

describe('openapi.json', () => {
  test('has one POST per operation', () => {
    expect(api.openapi).toBe('3.1.0');
    expect(Object.entries(api.paths).map(([path, item]) => [path, ...Object.keys(item)])).toEqual(
      ['plantTree', 'readTrees', 'uploadLeaf', 'readLeaf', 'reportFelling'].map((name) => [
        `/api/v1/garden.${name}`,
        'post',
      ]),
    );
  });

  test('describes an operation in both languages, under its module', () => {
    expect(operation('plantTree')).toMatchObject({ tags: ['garden'], description: '种树\n\nPlant a tree' });
  });

  test('names the codes of every failure under its status', () => {
    expect(codesOf('plantTree', 409)).toEqual([
      'kernel.commandReused',
      'kernel.changedMeanwhile',
      'kernel.tooManyUnfinished',
      'kernel.uploadUnfinished',
      'kernel.dutiesSeparated',
      'garden.treeIsFelled',
    ]);
    expect(operation('readTrees')?.responses[409]).toEqual({ $ref: '#/components/responses/409' });
    expect(JSON.stringify(api.components.responses[409])).toContain(
      '"enum":["kernel.commandReused","kernel.changedMeanwhile","kernel.tooManyUnfinished","kernel.uploadUnfinished","kernel.dutiesSeparated"]',
    );
    expect(Object.keys(api.components.responses)).toEqual(
      [...new Set(kernelFailures.map(({ status }) => String(status)))].sort(),
    );
  });

  test('asks for a session only where one is needed', () => {
    expect(operation('readTrees')?.security).toEqual([{}]);
    expect(operation('plantTree')?.security).toEqual([{ session: [] }, { sessionHttps: [] }]);
  });

  test('takes what callers may write, and gives what they get', () => {
    expect(operation('plantTree')?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { required: ['name'] } } },
    });
  });

  test('moves a command id and a file by headers, and leaves no trace where there is no actor', () => {
    const headers = (name: string) =>
      ((operation(name)?.parameters ?? []) as { name: string }[]).map((parameter) => parameter.name);
    expect(headers('plantTree')).toEqual(['Guiju-Command-Id']);
    expect(headers('uploadLeaf')).toEqual(['Guiju-Command-Id', 'Guiju-Input', 'Guiju-File-Name']);
    expect(headers('readTrees')).toEqual([]);
    expect(headers('reportFelling')).toEqual([]);
    expect(operation('readLeaf')?.responses[200]).toMatchObject({ content: { 'application/octet-stream': {} } });
  });

  test('every reference leads somewhere, also of shapes that hold themselves', () => {
    const refs = [...page('openapi.json').matchAll(/"\$ref": "#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs.filter((name) => name?.startsWith('garden.'))).not.toEqual([]);
    expect(refs.filter((name) => !(name && name in api.components.schemas))).toEqual([]);
    expect(page('openapi.json')).not.toContain('$defs');
  });
});

describe('pages', () => {
  test('permissions.md: sentence, reach, who asks', () => {
    expect(page('permissions.md')).toContain(
      '| `garden.seeTrees` | 查看树木 | See trees | department, company | department | yes | `garden.plantTree`, setting `garden.treesPerDay` |',
    );
  });

  test('failures.md: code, status, words, who answers so', () => {
    expect(page('failures.md')).toContain(
      '| `garden.treeIsFelled` | 409 | 树已砍倒 | The tree has been felled | `garden.plantTree` |',
    );
    expect(page('failures.md')).toContain('| `kernel.notSignedIn` | 401 |');
  });

  test('events.md: version, facts, topics, listeners', () => {
    expect(page('events.md')).toContain(
      '| `garden.treePlanted` | 2 | 种了一棵树 | A tree was planted | treeId, by? | shape | `garden:<treeId>`, `company` | `workbench.onTreePlanted` |',
    );
  });

  test('processing-register.md: a marked field once, with where it comes out', () => {
    expect(page('processing-register.md')).toContain(
      '| gardenerAllergy | employment | law | sensitive | record |  | `garden.plantTree`, `garden.readTrees` |',
    );
  });

  test('settings.md: scope, first value, who changes it', () => {
    expect(page('settings.md')).toContain(
      '| `garden.treesPerDay` | 每日棵数 \\| 上限 | Trees a day \\| at most | employer | `3` | `garden.seeTrees` |',
    );
  });
});

test('what was generated passes the comparison, and a change by hand does not', async () => {
  const root = mkdtempSync(join(tmpdir(), 'generate-'));
  try {
    cpSync(join(import.meta.dirname, '../kernel/contract'), join(root, 'kernel/contract'), { recursive: true });
    symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'), 'junction');
    writeFileSync(join(root, 'package.json'), '{ "type": "module", "version": "1.0.0" }');
    mkdirSync(join(root, 'modules'));
    writeFileSync(join(root, 'modules/index.ts'), 'export const modules: readonly unknown[] = [];\n');
    const generate = async (...args: string[]) =>
      (await runProgram(root, join(import.meta.dirname, 'generate.ts'), '--root', root, ...args)).stdout;
    await generate();
    expect(readdirSync(join(root, 'docs/generated'))).toHaveLength(pages.size);
    expect(JSON.parse(await generate('--check'))).toEqual({ read: pages.size, findings: [] });
    const events = join(root, 'docs/generated/events.md');
    writeFileSync(events, `${readFileSync(events, 'utf8')}by hand\n`);
    expect(JSON.parse(await generate('--check'))).toMatchObject({ findings: [{ file: 'docs/generated/events.md' }] });
  } finally {
    rmSync(root, { recursive: true });
  }
});
