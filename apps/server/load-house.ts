import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { ServeOptions, Serving } from './run-server.ts';

const modules = new URL('../../modules/', import.meta.url);

/**
 * Reads the program's files: two thousand, a module at a time. Node reads what one import asks for without a pause, more than a
 * second here, and whoever waits for the database to be made would go on only then.
 */
export async function loadHouse(): Promise<(options: ServeOptions) => Promise<Serving>> {
  await import('#kernel/server/serve.ts');
  for (const { name } of readdirSync(modules, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const server = new URL(`${name}/server/`, modules);
    const main = readdirSync(server).find((file) => file === `${name}-server.ts` || file === `${name}.ts`);
    await turn();
    if (main) await import(new URL(main, server).href);
  }
  await turn();
  return (await import('./serve-house.ts')).serveHouse;
}
