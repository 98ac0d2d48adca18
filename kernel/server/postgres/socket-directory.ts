import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceAccount } from './service-account.ts';

/** sun_path holds 108 bytes with its closing zero (104 on macOS); "/.s.PGSQL.5432.lock" is the longest name in it. */
const longestDirectory = 103 - '/.s.PGSQL.5432.lock'.length;

/**
 * Makes the directory (mode 0700) for PostgreSQL's Unix socket, empty. Its name comes from the data directory, whose own
 * path is mostly too long. The caller holds the data directory's lock, so nobody else uses it.
 */
export function makeSocketDirectory(dataDir: string, account: ServiceAccount | undefined): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const parents = [...(account ? ['/run'] : []), tmpdir(), '/tmp'];
  let refused: unknown;
  for (const parent of parents) {
    const path = join(parent, `guiju-${hash}`);
    if (Buffer.byteLength(path) > longestDirectory) continue;
    try {
      // In a directory for everybody somebody else may have taken the name: removing theirs fails, and we go on.
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { mode: 0o700 });
      if (account) chownSync(path, account.uid, account.gid);
      const { mode, uid } = lstatSync(path);
      if ((mode & 0o777) === 0o700 && uid === (account?.uid ?? process.getuid?.())) return path;
    } catch (error) {
      refused = error;
    }
  }
  throw new Error(`no directory for PostgreSQL's socket in ${parents.join(', ')}`, { cause: refused });
}
