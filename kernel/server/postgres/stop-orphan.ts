import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { postmasterPid } from './postmaster-pid.ts';

/**
 * After kill -9 of our process PostgreSQL lives on. The caller holds the data directory's lock, so a PostgreSQL that
 * runs on it belongs to nobody: it is shut down, in order first, then harder. Nothing committed is lost either way.
 *
 * @returns a process id that stands in postmaster.pid but is somebody else's by now. PostgreSQL would refuse to start
 *   because of it; it ignores the one it finds in PG_GRANDPARENT_PID.
 */
export async function stopOrphan(clusterDir: string, onFound: (pid: number) => void): Promise<number | undefined> {
  const pid = postmasterPid(clusterDir);
  if (pid === undefined) return undefined;
  if (!isPostmasterOf(pid, clusterDir)) return pid;
  onFound(pid);
  for (const [signal, milliseconds] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    signalPostmaster(pid, signal);
    if (await goneWithin(milliseconds, () => !isPostmasterOf(pid, clusterDir))) return postmasterPid(clusterDir);
  }
  throw new Error(`PostgreSQL (process ${pid}) is left over from an earlier run and cannot be ended`);
}

/** A process id alone proves nothing, they are used again: it must be postgres, and of this directory. */
function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') {
    try {
      // Neither link can be read of a process that has ended but wasn't collected by its parent: right, it is gone.
      const program = basename(readlinkSync(`/proc/${pid}/exe`)).split(' ')[0];
      return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === clusterDir;
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') {
    return String(spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']).stdout).includes('postgres.exe');
  }
  const command = String(spawnSync('ps', ['-p', String(pid), '-o', 'command=']).stdout);
  return command.includes('postgres') && command.includes(clusterDir);
}

function signalPostmaster(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function goneWithin(milliseconds: number, gone: () => boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!gone()) {
    if (performance.now() > deadline) return false;
    await wait(20);
  }
  return true;
}
