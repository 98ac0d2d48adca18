import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';

const origin = 'https://guiju.test';
const script = readFileSync(join(import.meta.dirname, 'public/service-worker.js'), 'utf8');

/** The worker with a network of these addresses; what it keeps, and what it asked for. */
function worker(network: Map<string, string>) {
  const held = new Map<string, string>();
  const asked: string[] = [];
  const listeners = new Map<string, (event: object) => void>();
  const fetched = async (address: string | { url: string }) => {
    const path = new URL(typeof address === 'string' ? address : address.url, origin).pathname;
    asked.push(path);
    const body = network.get(path);
    if (body === undefined) throw new TypeError('Failed to fetch');
    return { ok: true, json: async () => JSON.parse(body), body };
  };
  const cache = {
    match: async (path: string) => held.get(path),
    add: async (path: string) => held.set(path, (await fetched(path)).body),
  };
  runInContext(
    script,
    createContext({
      self: { addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener) },
      caches: { open: async () => cache },
      fetch: fetched,
      location: { origin },
      URL,
    }),
  );
  const tell = (data: unknown) => {
    let done: Promise<unknown> = Promise.resolve();
    listeners.get('message')?.({
      data,
      waitUntil: (work: Promise<unknown>) => {
        done = work;
      },
    });
    return done;
  };
  return { held, asked, tell };
}

const files = JSON.stringify({
  start: { file: 'assets/start.js', css: ['assets/start.css'] },
  screen: { file: 'assets/screen.js', css: ['assets/start.css'], imports: ['start'] },
});

it('keeps every file of the version once the page has time, each fetched once', async () => {
  const network = new Map([
    ['/files.json', files],
    ['/assets/start.js', 'start'],
    ['/assets/start.css', 'css'],
    ['/assets/screen.js', 'screen'],
  ]);
  const { held, asked, tell } = worker(network);
  await tell({ type: 'other' });
  expect(asked).toEqual([]);
  await tell({ type: 'keepAll' });
  await tell({ type: 'keepAll' });
  expect([...held.keys()].sort()).toEqual(['/assets/screen.js', '/assets/start.css', '/assets/start.js']);
  expect(asked.filter((path) => path.startsWith('/assets/'))).toHaveLength(3);
});

it('goes on where it stopped when the network is back', async () => {
  const network = new Map([
    ['/files.json', files],
    ['/assets/start.js', 'start'],
  ]);
  const { held, tell } = worker(network);
  await tell({ type: 'keepAll' });
  expect([...held.keys()]).toEqual(['/assets/start.js']);
  network.set('/assets/start.css', 'css').set('/assets/screen.js', 'screen');
  await tell({ type: 'keepAll' });
  expect(held.size).toBe(3);
});
