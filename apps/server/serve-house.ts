import { readFileSync } from 'node:fs';
import { databaseAccess, serve } from '#kernel/server/serve.ts';
import { composition, openSample, setupLink } from '#modules/index.ts';
import type { ServeOptions, Serving } from './run-server.ts';
import { sampleNotes, sampleProgress } from './show-sample.ts';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };

/** Serves the whole house, with its sample where that is asked for. */
export async function serveHouse(options: ServeOptions): Promise<Serving> {
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
}
