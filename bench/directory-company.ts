import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program with a company of 50,000; people 0 and 1 are HR, and the first twenty are signed in by `token-<n>`. */
export interface DirectoryCompany {
  readonly port: number;
  readonly people: number;
  readonly employerId: string;
  /** Of 5,000 people each. */
  readonly divisionIds: readonly string[];
  /** The departments of each division. */
  readonly leafIds: readonly (readonly string[])[];
  /** Waits until subscribers and timers are done. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in a process of its own. */
export async function startDirectoryCompany(): Promise<DirectoryCompany> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
  const server = fork(new URL('./directory-server.ts', import.meta.url), [dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As the launcher starts the server.
    execArgv: ['--max-semi-space-size=32'],
  });
  const [facts] = (await once(server, 'message')) as [Omit<DirectoryCompany, 'settle' | 'stop'>];
  return {
    ...facts,
    settle: async () => {
      server.send('settle');
      await once(server, 'message');
    },
    stop: async () => {
      server.send('stop');
      await once(server, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
