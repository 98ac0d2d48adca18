import type { SourceTree } from './source-tree.ts';

export const WORDS = /^(?:modules\/[^/]+\/web|kernel\/web|design|apps\/web)\/(?:.*\/)?words\.(zh|en)\.json$/;

/** The entries of a words file; objects inside are joined by dots. A file that isn't JSON has none and says why. */
export function entriesOf(tree: SourceTree, file: string): { entries: ReadonlyMap<string, unknown>; broken?: string } {
  const entries = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
    else entries.set(path, value);
  };
  try {
    walk(JSON.parse(tree.text(file)), '');
    return { entries };
  } catch (error) {
    return { entries, broken: String(error) };
  }
}

/** The line on which a key stands, by the last part of its name. */
export function lineOfKey(tree: SourceTree, file: string, key: string): number {
  const lines = tree.text(file).split('\n');
  const found = [key, key.split('.').at(-1)].map((name) => lines.findIndex((line) => line.includes(`"${name}":`)) + 1);
  return found.find((line) => line > 0) ?? 0;
}
