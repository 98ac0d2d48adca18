import { flushCompileCache } from 'node:module';
import { loadHouse } from './load-house.ts';
import { runServer } from './run-server.ts';

await runServer(loadHouse);
// What was compiled is there for the next start, also when this one ends by force.
flushCompileCache();
