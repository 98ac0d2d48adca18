import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { accountCan, type ServiceAccount } from './service-account.ts';

/** Where a program is to be started, and what it is to call the directory that it works on. */
export interface ReachableDirectory {
  readonly cwd: string;
  readonly path: string;
}

/**
 * How the account gets to a directory that it owns, even below one that is closed to it (a home of mode 0700): on Linux
 * a process may stand in a directory whose path it couldn't walk, and `/proc/self/cwd` is a name for where it stands.
 *
 * @throws StartFault `data.closed` where the system has no such name (macOS as root) and the path is closed.
 */
export function reachDirectory(directory: string, account: ServiceAccount | undefined): ReachableDirectory {
  if (!account) return { cwd: directory, path: directory };
  if (process.platform === 'linux') return { cwd: directory, path: '/proc/self/cwd' };
  const parent = dirname(directory);
  chmodSync(parent, (statSync(parent).mode & 0o777) | 0o011);
  if (accountCan(account, '-x', directory)) return { cwd: directory, path: directory };
  throw new StartFault('data.closed', {
    zh: `以 root 运行时，PostgreSQL 使用独立的系统用户，而该用户无法进入 ${directory}。请用 --data 指定其他目录，或以普通用户运行。`,
    en: `As root, PostgreSQL runs as a user of its own, which cannot enter ${directory}. Name another directory with --data, or run as an ordinary user.`,
  });
}
