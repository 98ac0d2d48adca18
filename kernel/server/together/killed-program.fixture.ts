import { pino } from 'pino';
import { makeProgram } from '#kernel/server/program.ts';
import { composition } from './together.fixture.ts';

/** A program that is going to be killed: says where it listens, then serves. */
const [access = '', dataDir = ''] = process.argv.slice(2);
const program = await makeProgram({
  database: JSON.parse(access),
  dataDir,
  composition,
  log: pino({ level: 'fatal' }),
  version: 'test',
  migrated: true,
});
await program.start();
const server = await program.http({ trustProxy: [], webFolder: dataDir, openApi: () => ({}) });
await server.listen({ port: 0, host: '127.0.0.1' });
const address = server.server.address();
process.send?.(typeof address === 'object' ? address?.port : 0);
