import { startTestDatabaseServer } from './test-database-server.ts';

/** A run of tests that is going to be killed: prints where its server is, then waits: its server keeps it alive. */
const server = await startTestDatabaseServer();
process.stdout.write(`${JSON.stringify(server.owner)}\n`);
