import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

/** A process that holds a server, for tests to kill: prints one line of JSON, then waits. Argument: data directory. */
const silent = { info() {}, warn() {}, error() {} };
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: silent, fsync: false });
process.stdout.write(`${JSON.stringify({ pid: server.pid, connection: server.connection('guiju', 'owner') })}\n`);
process.once('SIGTERM', () => void server.stop());
