import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const house = join(import.meta.dirname, '../../..');
const table = /\/apps\/web\/names\/(zh|en)\.json$/;

/** Fills `names/zh.json` and `names/en.json`, so that the shell knows what places are called before it has all words. */
export function moduleNames(): Plugin {
  return {
    name: 'module-names',
    load(id) {
      const language = table.exec(id.replaceAll('\\', '/'))?.[1];
      return language === undefined ? undefined : JSON.stringify(namesIn(language));
    },
  };
}

/** By module: the words that its `…-web.ts` speaks of, which are its titles and entries. */
function namesIn(language: string): Record<string, Record<string, string>> {
  const names: Record<string, Record<string, string>> = {};
  for (const declaration of globSync('modules/*/web/*-web.ts', { cwd: house }).sort()) {
    const words = join(house, dirname(declaration), `words.${language}.json`);
    if (!existsSync(words)) continue;
    const texts = JSON.parse(readFileSync(words, 'utf8')) as Record<string, string>;
    const spoken = readFileSync(join(house, declaration), 'utf8').matchAll(/'([^'\n]+)'/g);
    names[basename(declaration, '-web.ts')] = Object.fromEntries(
      [...new Set([...spoken].map(([, text = '']) => text))].flatMap((key) => {
        const text = texts[key];
        return text === undefined ? [] : [[key, text]];
      }),
    );
  }
  return names;
}
