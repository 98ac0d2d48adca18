import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/** What the build says of each source file: the file that holds it, and what that imports at once. */
interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
}

type Texts = Readonly<Record<string, string>>;

const house = join(import.meta.dirname, '../..');
const folder = join(house, 'dist/web');
const most = 300_000;

/** The words of modules of which something stands on every page. */
const everywhere = globSync('modules/*/web/*-web.ts', { cwd: house })
  .filter((file) => /^ {2}(background|bars): /m.test(readFileSync(join(house, file), 'utf8')))
  .map((file) => `${dirname(file)}/words`);

const sources = (language: string, screen: string, words: readonly string[]) => [
  `apps/web/names/${language}.json`,
  screen,
  ...new Set(['kernel/web/words', ...words].map((file) => `${file}.${language}.json`)),
];

/** Gzipped bytes of all scripts that these sources need, on top of the program's first. */
function bytesOf(wanted: readonly string[]): number {
  const built = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Record<string, Built>;
  const keyOf = new Map(
    Object.keys(built).map((key) => [key.replace(/^(\.\.\/)+/, '').replace(/^(?=names\/)/, 'apps/web/'), key]),
  );
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const atOnce = new Set([...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file));
  const open = Object.keys(built).filter((key) => atOnce.has(built[key]?.file));
  expect(open).not.toHaveLength(0);
  for (const source of wanted) {
    const key = keyOf.get(source);
    if (key === undefined)
      throw new Error(`${source} has no file of its own in ${folder}: it is in the first page, or not built`);
    open.push(key);
  }
  const files = new Map<string, number>();
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const one = built[key];
    if (!one || files.has(one.file)) continue;
    files.set(one.file, gzipSync(readFileSync(join(folder, one.file))).length);
    open.push(...(one.imports ?? []));
  }
  return [...files.values()].reduce((sum, size) => sum + size, 0);
}

it.each(['zh', 'en'])('signing in and the workbench need at most 300 kB of gzipped scripts (%s)', (language) => {
  const signIn = bytesOf(sources(language, 'modules/access/web/screens/sign-in.tsx', ['modules/access/web/words']));
  const workbench = bytesOf(
    sources(language, 'modules/workbench/web/screens/workbench.tsx', ['modules/workbench/web/words', ...everywhere]),
  );
  expect(everywhere).not.toHaveLength(0);
  // React alone is a third of it: less was not read whole.
  expect(Math.min(signIn, workbench)).toBeGreaterThan(100_000);
  expect({ signIn: signIn <= most || signIn, workbench: workbench <= most || workbench }).toEqual({
    signIn: true,
    workbench: true,
  });
});

it.each(['zh', 'en'])(
  'all places and titles have their names before the words of their modules are there (%s)',
  (language) => {
    const built = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Record<string, Built>;
    const names = readFileSync(join(folder, built[`names/${language}.json`]?.file ?? ''), 'utf8');
    const missing = globSync('modules/*/web/*-web.ts', { cwd: house }).flatMap((file) => {
      const words = JSON.parse(readFileSync(join(house, dirname(file), `words.${language}.json`), 'utf8')) as Texts;
      const called = readFileSync(join(house, file), 'utf8').matchAll(/\b(?:title|word): '([^']+)'/g);
      return [...called]
        .filter(([, key = '']) => !names.includes(words[key] ?? key))
        .map(([, key]) => `${file}: ${key}`);
    });
    expect(missing).toEqual([]);
  },
);
