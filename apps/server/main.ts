import { flushCompileCache } from 'node:module';
import { houseTemplate } from './house-template.ts';
import { runServer } from './run-server.ts';

await runServer(async () => (await import('./serve-house.ts')).serveHouse, houseTemplate);
// What was compiled is there for the next start, also when this one ends by force.
flushCompileCache();
