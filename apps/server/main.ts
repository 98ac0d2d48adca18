import { readFileSync } from 'node:fs';
import { serve } from '#kernel/server/serve.ts';
import { composition, setupLink } from '#modules/index.ts';
import { runServer } from './run-server.ts';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };

await runServer((options) =>
  serve({
    ...options,
    composition,
    version,
    webFolder: new URL('dist/web/', root),
    openApi: () => JSON.parse(readFileSync(new URL('docs/generated/openapi.json', root), 'utf8')),
    setupLink,
  }),
);
