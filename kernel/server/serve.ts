import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { DatabaseAccess } from './database/database.ts';
import { type Composition, makeProgram, type Program } from './program.ts';

/** A program that answers. */
export interface Served {
  readonly program: Program;
  /** The port listened on. */
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Makes the program on this database, sets its background work going and listens. Errors of listening come as Node gives
 * them, after everything started here was stopped.
 */
export async function serve(options: {
  config: Config;
  database: DatabaseAccess;
  composition: Composition;
  version: string;
  webFolder: URL;
  log: Logger;
  openApi: () => unknown;
}): Promise<Served> {
  const { config, log } = options;
  const program = await makeProgram({
    database: options.database,
    dataDir: config.dataDir,
    composition: options.composition,
    log,
    version: options.version,
    movableClock: config.sample,
  });
  try {
    await program.start();
    const server = await program.http({
      tls:
        config.tlsCert && config.tlsKey
          ? { cert: await readFile(config.tlsCert), key: await readFile(config.tlsKey) }
          : undefined,
      trustProxy: config.trustProxy,
      publicUrl: config.publicUrl,
      webFolder: fileURLToPath(options.webFolder),
      openApi: options.openApi,
    });
    await server.listen({ port: config.port, host: config.host });
    return {
      program,
      port: (server.server.address() as AddressInfo).port,
      stop: async () => {
        await server.close();
        await program.stop();
      },
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
