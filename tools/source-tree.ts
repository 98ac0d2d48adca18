import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const NEVER_OURS = new Set(['node_modules', '.git', 'dist', 'data', 'coverage']);
const NOT_READ = new Set(['tools/fixtures', 'docs/generated']);

/**
 * The files below one root, read once and kept for all rules.
 *
 * Paths are relative to the root with forward slashes, on Windows too, and sorted, so that findings come in a stable order.
 */
export class SourceTree {
  readonly root: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly #texts = new Map<string, string>();
  readonly #syntax = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    this.root = root;
    const files: string[] = [];
    const folders: string[] = [];
    const walk = (folder: string): void => {
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (NEVER_OURS.has(entry.name) || NOT_READ.has(path)) continue;
        if (entry.isDirectory()) {
          folders.push(path);
          walk(path);
        } else if (entry.isFile()) files.push(path);
      }
    };
    walk('');
    this.files = files.sort();
    this.folders = folders.sort();
  }

  has(path: string): boolean {
    return this.files.includes(path);
  }

  text(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.root, path), 'utf8');
    this.#texts.set(path, text);
    return text;
  }

  /** The syntax tree of a TypeScript file, with parents; nothing is resolved or type-checked. */
  syntax(path: string): ts.SourceFile {
    const known = this.#syntax.get(path);
    if (known !== undefined) return known;
    const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const parsed = ts.createSourceFile(path, this.text(path), ts.ScriptTarget.Latest, true, kind);
    this.#syntax.set(path, parsed);
    return parsed;
  }

  /** The names of the module folders, the layers' units. */
  modules(): readonly string[] {
    return this.folders.flatMap((folder) => /^modules\/([^/]+)$/.exec(folder)?.[1] ?? []);
  }
}
