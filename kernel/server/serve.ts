import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { DatabaseAccess } from './database/database.ts';
import type { DatabaseSource } from './postgres/database-source.ts';
import { type Composition, makeProgram, type Program } from './program.ts';
import { natsBus } from './push/nats-bus.ts';
import { StartFault } from './start-fault.ts';

/** A program that answers. */
export interface Served {
  /** Where it answers, as a person would open it. */
  readonly address: string;
  /** One-time link to the browser set-up, as long as there is no company. */
  readonly setupLink: string | undefined;
  readonly program: Program;
  stop(): Promise<void>;
}

/** How the program gets into this database. */
export function databaseAccess(source: DatabaseSource): DatabaseAccess {
  return {
    owner: { ...source.connection(source.database, 'owner') },
    app: { ...source.connection(source.database, 'app') },
  };
}

/**
 * Makes the program on this database and listens. Throws StartFault with code `port.taken` or `port.denied` where
 * it can't listen.
 */
export async function serve(options: {
  config: Config;
  database: DatabaseSource;
  composition: Composition;
  version: string;
  webFolder: URL;
  log: Logger;
  openApi: (program: Program) => unknown;
  setupLink: (program: Program, address: string) => Promise<string | undefined>;
}): Promise<Served> {
  const { config, database, log } = options;
  const program = await makeProgram({
    database: databaseAccess(database),
    dataDir: config.dataDir,
    composition: options.composition,
    log,
    version: options.version,
    publicUrl: config.publicUrl,
    inbox: config.inbox,
    openBus: config.natsUrl === undefined ? undefined : natsBus(config.natsUrl, log),
    movableClock: config.sample,
  });
  await program.start();
  const tls =
    config.tlsCert && config.tlsKey
      ? { cert: await readFile(config.tlsCert), key: await readFile(config.tlsKey) }
      : undefined;
  let description: unknown;
  const server = await program.http({
    tls,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
    webFolder: fileURLToPath(options.webFolder),
    openApi: () => {
      description ??= options.openApi(program);
      return description;
    },
  });
  try {
    await server.listen({ port: config.port, host: config.host });
  } catch (error) {
    await program.stop();
    throw listenFault(error, config);
  }
  const { port } = server.server.address() as AddressInfo;
  const shownHost = ['0.0.0.0', '::'].includes(config.host)
    ? 'localhost'
    : config.host.includes(':')
      ? `[${config.host}]`
      : config.host;
  const address = config.publicUrl ?? `${tls ? 'https' : 'http'}://${shownHost}:${port}`;
  return {
    address,
    setupLink: await options.setupLink(program, address),
    program,
    stop: async () => {
      await server.close();
      await program.stop();
    },
  };
}

function listenFault(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new StartFault('port.taken', {
      zh: `端口 ${config.port} 已被占用。用 --port 或 GUIJU_PORT 换一个端口。`,
      en: `Port ${config.port} is taken. Choose another one with --port or GUIJU_PORT.`,
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new StartFault('port.denied', {
      zh: `无法在 ${config.host}:${config.port} 上监听：${code}。用 --host 和 --port 换一个。`,
      en: `Cannot listen on ${config.host}:${config.port}: ${code}. Choose another with --host and --port.`,
      cause: error,
    });
  }
  return error;
}
