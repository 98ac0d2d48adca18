import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HrFolderProblem } from '../../contract/hr-file.ts';

/** A file that lies in the folder of the HR system. */
export interface FoundFile {
  /** The folder that it lies in below `hr/`: an employer's name; '': the top employer's, directly below it. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Over place, name, time of change and content: a file that is written anew is another one, even with the same content. */
  readonly digest: string;
}

export interface Looked {
  readonly files: readonly FoundFile[];
  readonly problems: readonly HrFolderProblem[];
}

/** As large as an uploaded one may be. */
const mostBytes = 21_000_000;
/** So many in one look; the rest comes the next night. */
const mostFiles = 20;
const endings = /\.(xlsx|csv)$/i;
/** Hidden files, and names that programs write under before a file is complete. */
const unfinished = /^[.~]|\.(part|tmp)$/i;

/** The files below `folder`, in the order of their names. Never throws. */
export async function lookIntoFolder(folder: string): Promise<Looked> {
  const files: FoundFile[] = [];
  const problems: HrFolderProblem[] = [];
  const look = async (below: string) => {
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const { name } = entry;
      if (unfinished.test(name)) continue;
      if (entry.isDirectory() && below === '') {
        await look(name);
        continue;
      }
      if (!entry.isFile()) continue;
      const file = join(below, name);
      if (!endings.test(name)) problems.push({ code: 'notATable', file });
      else if (files.length === mostFiles) problems.push({ code: 'tooMany', file });
      else await take(below, name, file);
    }
  };
  const take = async (below: string, name: string, file: string) => {
    const path = join(folder, file);
    const { size, mtimeMs } = await stat(path);
    if (size > mostBytes) {
      problems.push({ code: 'tooLarge', file });
      return;
    }
    const bytes = await readFile(path);
    const digest = createHash('sha256')
      .update(JSON.stringify([below, name, mtimeMs]))
      .update(bytes)
      .digest('hex');
    files.push({ folder: below, name, bytes, digest });
  };
  try {
    await look('');
  } catch (error) {
    problems.push({ code: 'unreadable', file: (error as NodeJS.ErrnoException).code ?? '' });
  }
  return { files, problems };
}
