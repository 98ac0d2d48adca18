import { networkInterfaces } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Config, configUsage, readConfig } from '#kernel/server/config.ts';
import { makeLog } from '#kernel/server/make-log.ts';
import type { ClusterTemplate } from '#kernel/server/postgres/cluster-template.ts';
import type { DatabaseSource } from '#kernel/server/postgres/database-source.ts';
import { openDatabaseServer } from '#kernel/server/postgres/open-database-server.ts';
import {
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '#kernel/server/postgres/start-embedded-postgres.ts';
import type { Served } from '#kernel/server/serve.ts';
import { StartFault } from '#kernel/server/start-fault.ts';

/** What the program is started on: the checked configuration, a database that answers, the log. */
export interface ServeOptions {
  readonly config: Config;
  readonly database: DatabaseSource;
  readonly log: Logger;
}

/** What has to be known of a running program to announce and to stop it. */
export type Serving = Pick<Served, 'address' | 'setupLink' | 'stop'> & {
  /** What the person who started it is told once more, below the address. */
  readonly notes?: readonly string[];
};

/** npm passes on a Ctrl-C that the terminal has sent to us already: what comes this soon is the same key press. */
const samePressMs = 500;
/** How long requests under way may take when we are asked to stop. */
const stopDeadlineMs = 30_000;

/**
 * Runs the server until it is asked to stop: database first, then the program; and back in the other order. `load` reads the
 * program's files while the database starts, which is copied from `template` the first time.
 * SIGINT, SIGTERM, SIGHUP or the end of the launcher stop it (exit code 0), a second Ctrl-C ends it at once (130). What
 * keeps it from starting is said in both languages, with an exit code of its own (StartFault); a crash is logged and
 * stops everything (1). Log lines (JSON) go to standard error, what a person is to read goes to standard output.
 */
export async function runServer(
  load: () => Promise<(options: ServeOptions) => Promise<Serving>>,
  template?: () => ClusterTemplate,
): Promise<void> {
  if (process.argv.includes('--help')) {
    say(`npm start -- [选项 options]\n\n${configUsage()}`);
    return;
  }
  const log = makeLog('info');
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
    let loading: ReturnType<typeof load> | undefined;
    const begin = (): void => {
      loading = load();
      // Told where it is waited for, unless the database fails first.
      loading.catch(() => undefined);
    };
    const database = await startDatabase(config, log, started, { whileBusy: begin, template });
    if (stoppedAt !== undefined) return await stop(0);
    const serve = await (loading ?? load());
    if (stoppedAt !== undefined) return await stop(0);
    const serving = await serve({ config, database, log });
    started.push({ name: 'the server', stop: () => serving.stop() });
    if (stoppedAt !== undefined) return await stop(0);
    announce(config, serving);
  } catch (error) {
    // A stop in the middle of starting makes the rest of the start fail; that isn't news.
    if (stoppedAt !== undefined) return;
    const fault = error instanceof StartFault ? error : undefined;
    if (fault) process.stderr.write(`${fault.zh}\n\n${fault.en}\n`);
    else log.fatal({ err: error }, 'fault');
    await stop(fault?.exitCode ?? 1);
  }
}

async function startDatabase(
  config: Config,
  log: Logger,
  started: { name: string; stop(): Promise<void> }[],
  more: Pick<EmbeddedPostgresOptions, 'whileBusy' | 'template'>,
): Promise<DatabaseSource> {
  if (config.databaseUrl) return openDatabaseServer(config.databaseUrl);
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log, ...more });
  started.push({ name: 'postgres', stop: () => embedded.stop() });
  return embedded;
}

function announce(config: Config, { address, setupLink, notes = [] }: Serving): void {
  const running = [address, ...networkAddresses(config, address)].join('  ');
  // At once, so that nobody who waits for the first line reads only a part.
  say(
    [
      `规矩已启动 / Guiju is running: ${running}`,
      ...(setupLink ? [`首次设置（仅可使用一次） / First set-up (works once): ${setupLink}`] : []),
      ...notes,
    ].join('\n'),
  );
}

/** Where colleagues can open the program: each address of this machine in a network, when it listens on all of them. */
function networkAddresses({ host, publicUrl }: Config, address: string): string[] {
  if (publicUrl || !['0.0.0.0', '::'].includes(host)) return [];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return outside.map((network) => address.replace('localhost', network.address));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
