import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The unprivileged user that PostgreSQL runs as when we are root; PostgreSQL refuses to run as root. */
export interface ServiceAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Chooses the user for PostgreSQL: who owns the cluster already; else `guiju`, made as a system user if need be;
 * else, where users can't be made, `postgres` or `nobody`. Why: docs/decisions/0001-database-user.md.
 *
 * @returns undefined when we aren't root: then PostgreSQL runs as ourselves.
 * @throws Error when we are root and the machine has none of these users.
 */
export function serviceAccount(clusterDir: string): ServiceAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = lookUp('guiju') ?? make('guiju') ?? lookUp('postgres') ?? lookUp('nobody');
  if (!account) throw new Error('no unprivileged user for PostgreSQL: guiju, postgres and nobody are all missing');
  return account;
}

/** By `id`, not by reading /etc/passwd, so that users of LDAP and the like are found. */
function lookUp(name: string): ServiceAccount | undefined {
  const number = (flag: '-u' | '-g'): number =>
    Number.parseInt(spawnSync('id', [flag, name]).stdout?.toString() ?? '', 10);
  const uid = number('-u');
  if (!(uid > 0)) return undefined;
  const gid = number('-g');
  return gid > 0 ? { uid, gid } : undefined;
}

function make(name: string): ServiceAccount | undefined {
  const shell = '/usr/sbin/nologin';
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    shell,
    name,
  ]);
  // Looked up whatever useradd said: a start beside ours may have made the user at the same moment.
  return lookUp(name);
}

/** Runs a test of the shell as the account, so that what we learn is what PostgreSQL will meet. */
export function accountCan(account: ServiceAccount | undefined, test: '-x' | '-r', path: string): boolean {
  if (!account) {
    return spawnSync('/bin/sh', ['-c', 'test "$0" "$1"', test, path], { cwd: '/' }).status === 0;
  }
  return spawnSync('/bin/sh', ['-c', 'test "$0" "$1"', test, path], { ...account, cwd: '/' }).status === 0;
}
