import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ClusterTemplate } from './cluster-template.ts';
import type { DatabaseConnection, DatabaseRole, DatabaseSource } from './database-source.ts';
import { type DataLock, lockDataDirectory } from './lock-data-directory.ts';
import { type NativePrograms, nativePrograms } from './native-programs.ts';
import { appName, ownerName, prepareCluster, syncCluster } from './prepare-cluster.ts';
import { prepareDataDirectory } from './prepare-data-directory.ts';
import { reachDirectory } from './reach-directory.ts';
import { postgresFault, programEnvironment, settingArguments } from './run-program.ts';
import { type ServiceAccount, serviceAccount } from './service-account.ts';
import { makeSocketDirectory } from './socket-directory.ts';
import { stopOrphan } from './stop-orphan.ts';

/** Why PostgreSQL was gone without being asked to. */
export interface UnexpectedExit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A PostgreSQL server of our own, watched over until `stop`. */
export interface EmbeddedPostgres extends DatabaseSource {
  /** Process id of the running server; changes after an unexpected exit. Undefined while there is none. */
  readonly pid: number | undefined;
  /** Ends the server in order (connections are closed, nothing committed is lost) and frees the data directory. */
  stop(): Promise<void>;
  /** Called each time the server ends by itself. It is started again at once; clients have to connect anew. */
  onUnexpectedExit(callback: (exit: UnexpectedExit) => void): void;
}

export interface EmbeddedPostgresOptions {
  /** Everything lives below it; made if missing. */
  readonly dataDir: string;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** false only where the data may be lost with the machine, in tests. Default true. */
  readonly fsync?: boolean;
  /** The database made with a new cluster. Default `guiju`. */
  readonly database?: string;
  /** From which a new cluster is copied, which is quicker than making it. Asked for only then. */
  readonly template?: (() => ClusterTemplate) | undefined;
  /** Called once, when PostgreSQL has begun to work by itself: what keeps this thread busy is best done meanwhile. */
  readonly whileBusy?: () => void;
}

const port = 5432;
const readyDeadlineMs = 120_000;
const fastStopMs = 20_000;
const immediateStopMs = 10_000;
const longestPauseMs = 10_000;

/**
 * Starts the embedded PostgreSQL on a data directory and returns when it answers. Makes the cluster, the two roles and
 * the database the first time; ends a server left over after a kill -9; starts it again whenever it ends by itself.
 *
 * @throws StartFault when the data directory can't be used, is in use, or PostgreSQL doesn't start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDataDirectory(options.dataDir);
  const lock = lockDataDirectory(dataDir);
  try {
    return await startOn(dataDir, lock, options);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startOn(dataDir: string, lock: DataLock, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, fsync = true, database = 'guiju' } = options;
  const clusterDir = join(dataDir, 'postgres');
  const account = serviceAccount(clusterDir);
  const programs = nativePrograms(account);
  const foreignPid = await stopOrphan(clusterDir, (pid) =>
    log.warn({ pid }, 'postgres was left over from an earlier run; stopping it'),
  );
  const settings = serverSettings(fsync);
  let told = false;
  const whileBusy = (): void => {
    if (!told) options.whileBusy?.();
    told = true;
  };
  const { passwords, copied } = await prepareCluster({
    dataDir,
    clusterDir,
    database,
    account,
    programs,
    settings,
    fsync,
    template: existsSync(clusterDir) ? undefined : options.template?.(),
    whileBusy,
  });

  const socketDir = process.platform === 'win32' ? undefined : makeSocketDirectory(dataDir, account);
  const tcpPort = socketDir ? undefined : await freePort();
  const listen: Record<string, string> = socketDir
    ? { listen_addresses: '', unix_socket_directories: `"${socketDir}"`, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', port: String(tcpPort) };

  const callbacks: ((exit: UnexpectedExit) => void)[] = [];
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let supervision = Promise.resolve();

  const run = async (ignoredPid: number | undefined): Promise<void> => {
    const started = launchServer({
      programs,
      clusterDir,
      account,
      settings: { ...settings, ...listen },
      ignoredPid,
      log,
    });
    child = started;
    whileBusy();
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    await ready(started, clusterDir);
  };

  /** Waits for the end of the running server; unless it was asked for, starts it again, in longer and longer intervals. */
  const supervise = async (): Promise<void> => {
    let pauseMs = 50;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const exit = await exitOf(child);
      if (stopping.signal.aborted) return;
      log.error(exit, 'postgres ended unexpectedly; starting it again');
      for (const callback of callbacks) callback(exit);
      if (performance.now() - startedAt > 60_000) pauseMs = 50;
      while (!stopping.signal.aborted) {
        await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        if (stopping.signal.aborted) return;
        try {
          await run(undefined);
          log.info({ pid: child?.pid }, 'postgres is back');
          break;
        } catch (error) {
          log.error({ err: error }, 'postgres did not start');
        }
      }
    }
  };

  // When the process ends without stop(): PostgreSQL then shuts down by itself, in order.
  const onProcessExit = (): void => {
    child?.kill('SIGINT');
  };
  process.once('exit', onProcessExit);

  /** A copied cluster gets to the disk while it is in use already: nobody has entrusted anything to it yet. */
  let synced = Promise.resolve();

  const shutDown = async (): Promise<void> => {
    await synced;
    stopping.abort();
    const running = child;
    if (running) await endServer(running, programs, clusterDir, account);
    await supervision;
    if (child) await endServer(child, programs, clusterDir, account);
    process.off('exit', onProcessExit);
    if (socketDir) rmSync(socketDir, { recursive: true, force: true });
    lock.release();
  };

  try {
    await run(foreignPid);
  } catch (error) {
    await shutDown();
    throw error;
  }
  supervision = supervise();
  if (copied && fsync) {
    synced = syncCluster(clusterDir, programs, account).catch((err: unknown) =>
      log.warn({ err }, 'the new database could not be brought to the disk at once'),
    );
  }

  let stopped: Promise<void> | undefined;
  return {
    database,
    get pid() {
      return child?.pid;
    },
    connection(name: string, role: DatabaseRole): DatabaseConnection {
      const who =
        role === 'owner' ? { user: ownerName, password: passwords.owner } : { user: appName, password: passwords.app };
      return { host: socketDir ?? '127.0.0.1', port: tcpPort ?? port, ...who, database: name };
    },
    stop() {
      stopped ??= shutDown();
      return stopped;
    },
    onUnexpectedExit(callback) {
      callbacks.push(callback);
    },
  };
}

/** All of it together stays small: a company of a few hundred people on a small machine; see the memory goal. */
function serverSettings(fsync: boolean): Record<string, string> {
  return {
    shared_buffers: '64MB',
    max_connections: '60',
    io_method: 'sync',
    jit: 'off',
    huge_pages: 'off',
    wal_level: 'replica',
    max_wal_senders: '2',
    max_wal_size: '512MB',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    cluster_name: 'guiju',
    // Failed statements are the program's affair; what it says of them must not carry people's data into a log.
    log_min_messages: 'warning',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(fsync
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum_naptime: '10min',
          // Several test files are at work on one server, each with one program or two.
          max_connections: '120',
        }),
  };
}

interface Launch {
  readonly programs: NativePrograms;
  readonly clusterDir: string;
  readonly account: ServiceAccount | undefined;
  readonly settings: Record<string, string>;
  readonly ignoredPid: number | undefined;
  readonly log: EmbeddedPostgresOptions['log'];
}

/** In its own process group, so that Ctrl-C reaches us and not the database, which has to outlive our last commit. */
function launchServer({ programs, clusterDir, account, settings, ignoredPid, log }: Launch): ChildProcess {
  const { cwd, path } = reachDirectory(clusterDir, account);
  const child = spawn(programs.postgres, ['-D', path, ...settingArguments(settings)], {
    ...account,
    cwd,
    env: programEnvironment(ignoredPid === undefined ? {} : { PG_GRANDPARENT_PID: String(ignoredPid) }),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.once('error', (error) => log.error({ err: error }, 'postgres could not be run'));
  const said: string[] = [];
  lastWords.set(child, said);
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 8) said.shift();
    if (worthTelling.test(line)) log.warn({ postgres: line }, 'postgres says');
  });
  return child;
}

/** Not ERROR: a failed statement is told to the client that sent it, and what it says may hold people's data. */
const worthTelling = /\b(WARNING|FATAL|PANIC): | was terminated by | was interrupted/;

/** What each server said last, for the fault when it doesn't start. */
const lastWords = new WeakMap<ChildProcess, string[]>();

/** Waits until the server says in postmaster.pid, where pg_ctl looks too, that it takes connections. */
async function ready(child: ChildProcess, clusterDir: string): Promise<void> {
  const deadline = performance.now() + readyDeadlineMs;
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('close', () => ended.abort());
  while (!isReady(child.pid, clusterDir)) {
    if (ended.signal.aborted || performance.now() > deadline)
      throw postgresFault((lastWords.get(child) ?? []).join('\n'));
    await wait(10, undefined, { signal: ended.signal }).catch(() => undefined);
  }
}

function isReady(pid: number | undefined, clusterDir: string): boolean {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function exitOf(child: ChildProcess | undefined): Promise<UnexpectedExit> {
  return new Promise((resolve) => {
    if (!child) resolve({ exitCode: null, signal: null });
    else if (child.exitCode !== null || child.signalCode !== null)
      resolve({ exitCode: child.exitCode, signal: child.signalCode });
    else child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

/** Fast (roll back, checkpoint, end), then immediate (recovery at the next start), then not asked any more. */
async function endServer(
  child: ChildProcess,
  programs: NativePrograms,
  clusterDir: string,
  account: ServiceAccount | undefined,
): Promise<void> {
  const exit = exitOf(child);
  for (const [mode, signal, milliseconds] of [
    ['fast', 'SIGINT', fastStopMs],
    ['immediate', 'SIGQUIT', immediateStopMs],
  ] as const) {
    // Windows has no signals; pg_ctl has a way of its own there.
    if (process.platform === 'win32')
      spawnSync(programs.pgCtl, ['stop', '-W', '-m', mode, '-D', clusterDir], { ...account });
    else child.kill(signal);
    const patience = new AbortController();
    const over = wait(milliseconds, false, { signal: patience.signal }).catch(() => false);
    const ended = await Promise.race([exit.then(() => true), over]);
    patience.abort();
    if (ended) return;
  }
  child.kill('SIGKILL');
  await exit;
}

/** A port of the loopback that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
