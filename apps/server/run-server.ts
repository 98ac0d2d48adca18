import { networkInterfaces } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { type Config, configUsage, readConfig } from '#kernel/server/config.ts';
import type { DatabaseConnection, DatabaseSource } from '#kernel/server/postgres/database-source.ts';
import { openDatabaseServer } from '#kernel/server/postgres/open-database-server.ts';
import { startEmbeddedPostgres } from '#kernel/server/postgres/start-embedded-postgres.ts';
import { StartFault } from '#kernel/server/start-fault.ts';

/** What `serve` is given: the checked configuration, the database as either role, the log. */
export interface ServeOptions {
  readonly config: Config;
  readonly database: { readonly owner: DatabaseConnection; readonly app: DatabaseConnection };
  readonly log: Logger;
}

/** A program that answers requests. */
export interface Serving {
  /** The port listened on; differs from the configuration's when that says 0. */
  readonly port: number;
  /** Path and query of the page on which the first administrator is made, with its one-time secret; only until then. */
  readonly setupPath?: string | undefined;
  /** Takes no new requests, finishes those under way, closes its connections to the database. */
  stop(): Promise<void>;
}

/** npm passes on a Ctrl-C that the terminal has sent to us already: what comes this soon is the same key press. */
const samePressMs = 500;
/** How long requests under way may take when we are asked to stop. */
const stopDeadlineMs = 30_000;

/**
 * Runs the server until it is asked to stop: database first, then the program; and back in the other order.
 * SIGINT, SIGTERM, SIGHUP or the end of the launcher stop it (exit code 0), a second Ctrl-C ends it at once (130). What
 * keeps it from starting is said in both languages, with an exit code of its own (StartFault); a crash is logged and
 * stops everything (1). Log lines (JSON) go to standard error, what a person is to read goes to standard output.
 */
export async function runServer(serve: (options: ServeOptions) => Promise<Serving>): Promise<void> {
  if (process.argv.includes('--help')) {
    say(`npm start -- [选项 options]\n\n${configUsage()}`);
    return;
  }
  const log = pino({ name: 'guiju' }, pino.destination({ dest: 2, sync: true }));
  /** What has been started, first things first. */
  const started: { readonly name: string; stop(): Promise<void> }[] = [];
  let stoppedAt: number | undefined;

  const stop = async (exitCode: number): Promise<void> => {
    stoppedAt = performance.now();
    for (const part of started.splice(0).reverse()) {
      const deadline = wait(stopDeadlineMs, 'late' as const, { ref: false });
      const outcome = await Promise.race([part.stop(), deadline]).catch((err: unknown) =>
        log.error({ err }, `${part.name} did not stop in order`),
      );
      if (outcome === 'late') log.error(`${part.name} did not stop in time`);
    }
    process.exit(exitCode);
  };
  const onSignal = (): void => {
    if (stoppedAt === undefined) {
      say('正在停止… / Stopping…');
      void stop(0);
    } else if (performance.now() - stoppedAt > samePressMs) {
      process.exit(130);
    }
  };
  const onCrash = (err: unknown): void => {
    log.fatal({ err }, 'fault');
    if (stoppedAt === undefined) void stop(1);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  // The launcher holds the other end: when it is gone, nobody could stop us any more.
  process.once('disconnect', () => stoppedAt === undefined && onSignal());
  process.on('uncaughtException', onCrash).on('unhandledRejection', onCrash);

  try {
    const config = readConfig(process.argv.slice(2), process.env);
    log.level = config.logLevel;
    const source = await startDatabase(config, log, started);
    if (stoppedAt !== undefined) return await stop(0);
    const database = {
      owner: source.connection(source.database, 'owner'),
      app: source.connection(source.database, 'app'),
    };
    const serving = await serve({ config, database, log });
    started.push({ name: 'the server', stop: () => serving.stop() });
    if (stoppedAt !== undefined) return await stop(0);
    announce(config, serving);
  } catch (error) {
    // A stop in the middle of starting makes the rest of the start fail; that isn't news.
    if (stoppedAt !== undefined) return;
    const fault = startFaultOf(error);
    if (fault) process.stderr.write(`${fault.zh}\n\n${fault.en}\n`);
    else log.fatal({ err: error }, 'fault');
    await stop(fault?.exitCode ?? 1);
  }
}

async function startDatabase(
  config: Config,
  log: Logger,
  started: { name: string; stop(): Promise<void> }[],
): Promise<DatabaseSource> {
  if (config.databaseUrl) return openDatabaseServer(config.databaseUrl);
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  started.push({ name: 'postgres', stop: () => embedded.stop() });
  return embedded;
}

function startFaultOf(error: unknown): StartFault | undefined {
  if (error instanceof StartFault) return error;
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (syscall !== 'listen') return undefined;
  if (code === 'EADDRINUSE') {
    return new StartFault('port.taken', {
      zh: `端口 ${port} 已被占用。请停止占用它的程序，或用 --port 指定其他端口。`,
      en: `Port ${port} is taken. Stop the program that has it, or name another port with --port.`,
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new StartFault('port.denied', {
      zh: `无法在 ${address}:${port} 上监听（${code}）。请用 --port 指定 1024 以上的端口，或用 --host 指定本机的地址。`,
      en: `Listening on ${address}:${port} is not possible (${code}). Name a port above 1024 with --port, or an address of this machine with --host.`,
      cause: error,
    });
  }
  return undefined;
}

function announce(config: Config, { port, setupPath }: Serving): void {
  const addresses = config.publicUrl ? [config.publicUrl] : localAddresses(config, port);
  say(`规矩已启动 / Guiju is running: ${addresses.join('  ')}`);
  if (setupPath) say(`首次设置（仅可使用一次） / First set-up (works once): ${addresses[0]}${setupPath}`);
}

/** Where the program can be opened: by name on this machine, and by each address of a network when it listens on all. */
function localAddresses({ host, tlsCert }: Config, port: number): string[] {
  const everywhere = host === '0.0.0.0' || host === '::';
  const networks = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = networks
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const hosts = everywhere ? ['localhost', ...outside] : [host.includes(':') ? `[${host}]` : host];
  const scheme = tlsCert ? 'https' : 'http';
  const usual = tlsCert ? 443 : 80;
  return hosts.map((name) => `${scheme}://${name}${port === usual ? '' : `:${port}`}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
