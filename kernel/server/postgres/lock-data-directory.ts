import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFault } from '../start-fault.ts';
import { dataDirectoryFault } from './prepare-data-directory.ts';

const sqliteBusy = 5;

/** The right to be the only program on a data directory. */
export interface DataLock {
  /** Gives the directory free; a second call does nothing. */
  release(): void;
}

/**
 * Takes the data directory for this process, until `release` or the end of the process, whichever way it ends.
 *
 * Node has no file locks of its own; an empty SQLite file gives us the operating system's. The kernel drops it with
 * the process, so there is no stale lock after kill -9, no reused process id to be fooled by, and it also holds
 * between two containers on one volume. `guiju.pid` beside it only serves the message.
 *
 * @throws StartFault `data.inUse` when a living program has it, `data.readOnly` or `data.unusable` when it can't be locked.
 */
export function lockDataDirectory(dataDir: string): DataLock {
  const holderFile = join(dataDir, 'guiju.pid');
  let lock: DatabaseSync | undefined;
  try {
    const lockFile = join(dataDir, 'guiju.lock');
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    // Not by writeFileSync: closing the file a second time in one process gives its lock up.
    chmodSync(lockFile, 0o600);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw dataDirectoryFault(dataDir, error);
    const pid = readHolder(holderFile);
    throw new StartFault('data.inUse', {
      zh: `数据目录 ${dataDir} 正被另一个运行中的规矩${pid ? `（进程 ${pid}）` : ''}使用。请先停止它，或用 --data 指定其他目录。`,
      en: `The data directory ${dataDir} is in use by another running Guiju${pid ? ` (process ${pid})` : ''}. Stop that one first, or name another directory with --data.`,
    });
  }
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 });
  const held = lock;
  return {
    release() {
      if (!held.isOpen) return;
      rmSync(holderFile, { force: true });
      held.close();
    },
  };
}

function readHolder(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
