import { Refusal, refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { clearedFiles, labelsOf } from './cleared-files.ts';
import { declaredOwner } from './declared-owner.ts';
import { loadFiles, type Runs } from './file-rows.ts';
import type { FileRecord, FilesTables } from './files-tables.ts';

type Reader = Pick<QueryContext<FilesTables>, 'actor' | 'contracts' | 'read' | 'may' | 'within'> & {
  readonly db: Runs;
};

/** A file that the reader may see; `viewOnly`: without its bytes. */
export type ReadableFile = FileRecord & { readonly viewOnly: boolean };

/**
 * Those of these files that the reader may see, in the order asked for: own uploads that nothing uses yet, and what is
 * attached to things that the reader may read now, with a label that they are cleared for. The thing's own module is asked, as the reader.
 */
export async function readableFiles(
  context: Reader,
  fileIds: readonly string[],
  lock?: 'share',
): Promise<readonly ReadableFile[]> {
  const files = await loadFiles(context.db, fileIds, lock);
  const answers = new Map<string, { answer: unknown } | undefined>();
  const readable: ReadableFile[] = [];
  const cleared = await clearedFiles(context, [...files.values()]);
  const labels = labelsOf(context);
  const reader = context.actor.kind === 'person' ? context.actor.personId : undefined;
  for (const id of new Set(fileIds)) {
    const file = files.get(id);
    if (!file || !cleared.has(id)) continue;
    if (file.owner_module === null) {
      if (reader === file.uploader_id) readable.push({ ...file, viewOnly: false });
      continue;
    }
    const owner = declaredOwner(context, file.owner_module, file.owner_kind);
    // A module that is gone takes its files out of sight.
    if (!owner) continue;
    const key = JSON.stringify([file.owner_module, file.owner_kind, file.owner_id]);
    if (!answers.has(key)) answers.set(key, await asked(context, owner.reads, owner.inputFor(file.owner_id ?? '')));
    const held = answers.get(key);
    if (!held || (owner.shows && !owner.shows(held.answer as never, id))) continue;
    const stays = labels.get(file.label ?? '')?.stays === true || owner.viewOnly?.(held.answer as never, id) === true;
    const viewOnly = reader !== file.uploader_id && stays;
    readable.push({ ...file, viewOnly });
  }
  return readable;
}

/** One of them, or 404. */
export async function readableFile(context: Reader, fileId: string, lock?: 'share'): Promise<ReadableFile> {
  const [file] = await readableFiles(context, [fileId], lock);
  if (!file) throw refuse(notFound);
  return file;
}

async function asked(context: Reader, ...[query, input]: Parameters<Reader['read']>) {
  try {
    return { answer: await context.read(query, input as never) };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
