import type { FactsOf } from '#kernel/contract/event.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { filesChanged } from '../contract/events.ts';
import type { FileRecord, FilesTables } from './files-tables.ts';

/** Tells the people who uploaded them what became of their files; programs aren't told. */
export function tellUploaders(
  context: Pick<CommandContext<FilesTables>, 'emit'>,
  files: readonly Pick<FileRecord, 'id' | 'uploader_id'>[],
  change: FactsOf<typeof filesChanged>['change'],
): void {
  for (const [uploaderId, theirs] of Map.groupBy(files, (file) => file.uploader_id))
    if (uploaderId !== null) context.emit(filesChanged, { uploaderId, fileIds: theirs.map(({ id }) => id), change });
}
