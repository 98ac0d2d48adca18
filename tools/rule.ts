import type { SourceTree } from './source-tree.ts';

/** One place that breaks one rule. `line` counts from 1; 0 means the file or folder as a whole. */
export type Finding = { readonly file: string; readonly line: number; readonly message: string };

/**
 * A rule over the files of the house.
 *
 * `rooms` says where it has something to read: as soon as a folder matches, reading no file at all is a failure of the
 * rule itself, since a rule that read nothing has proved nothing.
 */
export type Rule = {
  readonly name: string;
  readonly rooms: RegExp;
  readonly reads: (path: string) => boolean;
  readonly find: (tree: SourceTree, files: readonly string[]) => Iterable<Finding>;
};
