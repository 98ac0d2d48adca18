import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { databaseAccess, serve } from '#kernel/server/serve.ts';
import { composition, openSample, setupLink } from '#modules/index.ts';
import { runServer } from './run-server.ts';
import { sampleNotes, sampleProgress } from './show-sample.ts';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };

await runServer(async (options) => {
  const { config, database, log } = options;
  const shown = config.sample ? sampleProgress(process.stdout) : undefined;
  const signIns =
    shown &&
    (await openSample({
      database: databaseAccess(database),
      dataDir: config.dataDir,
      composition,
      log,
      version,
      setupLink,
      progress: shown.show,
    }));
  shown?.end();
  const served = await serve({
    ...options,
    composition,
    version,
    webFolder: new URL('dist/web/', root),
    openApi: () => JSON.parse(readFileSync(new URL('docs/generated/openapi.json', root), 'utf8')),
    setupLink,
  });
  return signIns ? { ...served, notes: sampleNotes(signIns) } : served;
});
// What was compiled is there for the next start, also when this one ends by force.
flushCompileCache();
