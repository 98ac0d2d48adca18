import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../start-fault.ts';

/** A fresh cluster takes 40 MB; the rest is room for the write-ahead log, which may not run out half way. */
const defaultMinimumFreeBytes = 256 * 1024 * 1024;

/**
 * Makes the data directory if it is missing and proves, before anything is started, that it can hold data: it can be
 * written and synced, and there is room.
 *
 * @returns the real path (links resolved), which is what every later step uses.
 * @throws StartFault `data.readOnly`, `data.full`, `data.unusable`.
 */
export function prepareDataDirectory(dataDir: string, { minimumFreeBytes = defaultMinimumFreeBytes } = {}): string {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = openSync(probe, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(8192));
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
    const { bavail, bsize } = statfsSync(dataDir);
    if (bavail * bsize < minimumFreeBytes) throw fullFault(dataDir, bavail * bsize, minimumFreeBytes);
    return realpathSync(dataDir);
  } catch (error) {
    throw error instanceof StartFault ? error : dataDirectoryFault(dataDir, error);
  }
}

function fullFault(dataDir: string, free: number | undefined, needed: number): StartFault {
  const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;
  const have =
    free === undefined ? { zh: '', en: '' } : { zh: `，仅剩 ${megabytes(free)}`, en: `: ${megabytes(free)} left` };
  return new StartFault('data.full', {
    zh: `数据目录 ${dataDir} 所在磁盘空间不足${have.zh}（至少需要 ${megabytes(needed)}）。请清理磁盘，或用 --data 指定其他目录。`,
    en: `The disk that holds the data directory ${dataDir} is full${have.en} (at least ${megabytes(needed)} are needed). Free some space, or name another directory with --data.`,
  });
}

/** Puts a failed file operation in the data directory into a declared fault. */
export function dataDirectoryFault(dataDir: string, error: unknown): StartFault {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return fullFault(dataDir, undefined, defaultMinimumFreeBytes);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new StartFault('data.readOnly', {
      zh: `数据目录 ${dataDir} 不可写（${code}）。请修改其权限，或用 --data 指定其他目录。`,
      en: `The data directory ${dataDir} cannot be written (${code}). Change its permissions, or name another directory with --data.`,
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StartFault('data.unusable', {
    zh: `数据目录 ${dataDir} 无法使用：${reason}。请用 --data 指定其他目录。`,
    en: `The data directory ${dataDir} cannot be used: ${reason}. Name another directory with --data.`,
    cause: error,
  });
}
