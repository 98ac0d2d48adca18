import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { DatabaseConnection } from '#kernel/server/postgres/database-source.ts';
import { startEmbeddedPostgres } from '#kernel/server/postgres/start-embedded-postgres.ts';

/** One PostgreSQL for a whole test run. Everything but `stop` is plain data, so it can be handed to the workers. */
export interface TestDatabaseServer {
  /** To the database `postgres`, as the owner, who may create databases: put another name in for another database. */
  readonly owner: DatabaseConnection;
  /** The same as the application's role. */
  readonly app: DatabaseConnection;
  stop(): Promise<void>;
}

/**
 * Starts a server without fsync in a new temporary directory. The directory and the server go with `stop`, and, where
 * there is a shell, also when the run is ended by kill -9: a waiting shell sees our end of its pipe close.
 */
export async function startTestDatabaseServer(): Promise<TestDatabaseServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-test-'));
  chmodSync(dataDir, 0o700);
  const tell = (...message: unknown[]): void => {
    process.stderr.write(`${inspect(message)}\n`);
  };
  const endWatch = watchOver(dataDir);
  try {
    const server = await startEmbeddedPostgres({ dataDir, log: { info() {}, warn() {}, error: tell }, fsync: false });
    return {
      owner: server.connection('postgres', 'owner'),
      app: server.connection('postgres', 'app'),
      async stop() {
        await server.stop();
        rmSync(dataDir, { recursive: true, force: true });
        endWatch();
      },
    };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    endWatch();
    throw error;
  }
}

const script = `read -r _
pid=$(head -n 1 "$1/postgres/postmaster.pid" 2>/dev/null)
socket=$(sed -n 5p "$1/postgres/postmaster.pid" 2>/dev/null)
[ -n "$pid" ] && kill -QUIT "$pid" && while kill -0 "$pid"; do sleep 0.1; done
[ -n "$socket" ] && rm -rf "$socket"
rm -rf "$1"`;

function watchOver(dataDir: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn('/bin/sh', ['-c', script, 'sh', dataDir], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  // A pipe that is open must not keep the run alive; it is closed by the end of this process, whatever ends it.
  (shell.stdin as typeof shell.stdin & { unref(): void }).unref();
  return () => shell.kill('SIGKILL');
}
