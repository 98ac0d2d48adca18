import { startTestDatabaseServer } from './test-database-server.ts';

/** A run of tests that is going to be killed: prints where its server is, then waits. */
const server = await startTestDatabaseServer();
process.stdout.write(`${JSON.stringify(server.owner)}\n`);
setInterval(() => undefined, 60_000);
