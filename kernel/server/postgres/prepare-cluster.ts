import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFault } from '../start-fault.ts';
import { type ClusterTemplate, copyTemplate } from './cluster-template.ts';
import type { NativePrograms } from './native-programs.ts';
import { reachDirectory } from './reach-directory.ts';
import { postgresFault, runProgram, settingArguments } from './run-program.ts';
import type { ServiceAccount } from './service-account.ts';

export const ownerName = 'guiju_owner';
export const appName = 'guiju_app';

const passwordsShape = z.object({ owner: z.string(), app: z.string() });
export type Passwords = z.infer<typeof passwordsShape>;

/**
 * pg_trgm asks the C library what a letter is, so LC_CTYPE has to be a UTF-8 one (under C it finds no Chinese trigrams);
 * comparing and upper case come from PostgreSQL's own C.UTF-8, so that indexes survive an upgrade of the system.
 */
const ctype: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'C.UTF-8',
  darwin: 'en_US.UTF-8',
  win32: 'en-US.UTF-8',
};
export interface Cluster {
  readonly dataDir: string;
  readonly clusterDir: string;
  readonly database: string;
  readonly account: ServiceAccount | undefined;
  readonly programs: NativePrograms;
  readonly settings: Record<string, string>;
  readonly fsync: boolean;
  /** From which a new cluster is copied, where it is there. */
  readonly template: ClusterTemplate | undefined;
  /** Called when a cluster is being made, which goes on by itself for a second. */
  readonly whileBusy: () => void;
}

/**
 * Makes the cluster if there is none, whole or not at all; sets passwords anew when their file was lost. `copied`: it was
 * copied from the template just now, and isn't on the disk before `syncCluster` has ended.
 */
export async function prepareCluster(cluster: Cluster): Promise<{ passwords: Passwords; copied: boolean }> {
  const { dataDir, clusterDir, programs, database } = cluster;
  const passwordFile = join(dataDir, 'postgres-passwords.json');
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('postgres.new-')) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  if (existsSync(clusterDir)) {
    const major = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
    if (major !== programs.major) {
      throw new StartFault('postgres.newerData', {
        zh: `数据目录 ${dataDir} 由 PostgreSQL ${major} 写成，而内置版本是 ${programs.major}。请使用匹配的规矩版本，或先导出再导入数据。`,
        en: `The data directory ${dataDir} was written by PostgreSQL ${major}, but the embedded one is ${programs.major}. Use the matching version of Guiju, or move the data by export and import.`,
      });
    }
    if (existsSync(passwordFile)) {
      const passwords = passwordsShape.parse(JSON.parse(readFileSync(passwordFile, 'utf8')));
      return { passwords, copied: false };
    }
    const passwords = newPasswords();
    await singleUser(cluster, clusterDir, 'postgres', roleSql(passwords));
    writePasswords(passwordFile, passwords);
    return { passwords, copied: false };
  }
  const passwords = newPasswords();
  const fresh = join(dataDir, `postgres.new-${process.pid}`);
  const { template } = cluster;
  const copied = template !== undefined && copyTemplate(template, fresh, programs, cluster.account);
  if (!copied) await initialise(cluster, fresh);
  // No server has run with initdb's own rules: passwords are asked for from the first connection on.
  writeFileSync(join(fresh, 'pg_hba.conf'), 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n');
  if (copied) {
    const unsynced = { ...cluster, settings: { ...cluster.settings, fsync: 'off' } };
    await singleUser(unsynced, fresh, database, [...roleSql(passwords), ...template.renew]);
  } else {
    await singleUser(cluster, fresh, 'postgres', [...roleSql(passwords), `CREATE DATABASE "${database}"`]);
  }
  // In this order: a cluster without its passwords gets new ones, but never one password file over another's cluster.
  writePasswords(passwordFile, passwords);
  renameSync(fresh, clusterDir);
  return { passwords, copied };
}

async function initialise(cluster: Cluster, directory: string): Promise<void> {
  mkdirSync(directory, { mode: 0o700 });
  if (cluster.account) chownSync(directory, cluster.account.uid, cluster.account.gid);
  const reach = reachDirectory(directory, cluster.account);
  const locale = ctype[process.platform] ?? 'C.UTF-8';
  const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${locale}`];
  const sync = cluster.fsync ? [] : ['--no-sync'];
  const args = ['-D', reach.path, `--username=${ownerName}`, '--auth=trust', '--encoding=UTF8', ...provider, ...sync];
  const made = runProgram(cluster.programs.initdb, args, cluster.account, { cwd: reach.cwd });
  cluster.whileBusy();
  await made;
}

/** Waits until all of a cluster is on the disk; it may be in use meanwhile. */
export async function syncCluster(
  directory: string,
  programs: NativePrograms,
  account: ServiceAccount | undefined,
): Promise<void> {
  const { cwd, path } = reachDirectory(directory, account);
  await runProgram(programs.initdb, ['--sync-only', '-D', path], account, { cwd });
}

function newPasswords(): Passwords {
  return { owner: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') };
}

function writePasswords(file: string, passwords: Passwords): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(passwords)}\n`, { mode: 0o600, flush: true });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/** One statement each: the server without network, in which this runs, takes one line as one statement. */
function roleSql(passwords: Passwords): string[] {
  return [
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${appName}') THEN CREATE ROLE ${appName}; END IF; END $$`,
    `ALTER ROLE ${appName} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${passwords.app}'`,
    `ALTER ROLE ${ownerName} PASSWORD '${passwords.owner}'`,
  ];
}

async function singleUser(
  cluster: Cluster,
  directory: string,
  database: string,
  statements: readonly string[],
): Promise<void> {
  const settings = { ...cluster.settings, log_min_messages: 'error' };
  const { cwd, path } = reachDirectory(directory, cluster.account);
  const args = ['--single', '-D', path, ...settingArguments(settings), database];
  const input = `${statements.join('\n')}\n`;
  const running = runProgram(cluster.programs.postgres, args, cluster.account, { cwd, input });
  cluster.whileBusy();
  const output = await running;
  if (/\b(ERROR|FATAL|PANIC):/.test(output)) throw postgresFault(output);
}
