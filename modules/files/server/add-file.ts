import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { filesChanged } from '../contract/events.ts';
import { tooManyUnattached } from '../contract/failures.ts';
import type { FileRow } from '../contract/shapes.ts';
import { fileRowOf, loadFiles } from './file-rows.ts';
import type { FilesTables } from './files-tables.ts';
import { goesAt, unattachedTimer } from './unattached-timer.ts';

const mostUnattached = 200;

/** A new file of the caller's over content that is there; it goes after a day unless it is attached. */
export async function addFile(
  context: CommandContext<FilesTables>,
  file: {
    name: string;
    contentId: string;
    sensitive?: boolean;
    placeless?: boolean;
    label?: string;
    controlled?: boolean;
  },
): Promise<FileRow> {
  const { personId } = context.person();
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from files.file where uploader_id = ${personId}::uuid and owner_module is null`.execute(
    context.db,
  );
  if ((rows[0]?.held ?? 0) >= mostUnattached) throw refuse(tooManyUnattached, { most: mostUnattached });
  const fileId = context.newId();
  await sql`insert into files.file (id, content_id, name, uploader_id, uploaded_at, sensitive, placeless, label,
      controlled)
    values (${fileId}, ${file.contentId}, ${file.name}, ${personId}, ${context.now.toString()}, ${file.sensitive ?? false},
      ${file.placeless ?? false}, ${file.label ?? null}, ${file.controlled ?? false})`.execute(context.db);
  await context.schedule(unattachedTimer, { key: fileId, at: goesAt(context.now), input: { fileId } });
  context.about('file', fileId);
  context.emit(filesChanged, { uploaderId: personId, fileIds: [fileId], change: 'uploaded' });
  const added = (await loadFiles(context.db, [fileId])).get(fileId);
  if (!added) throw new Error('a file just added is not there');
  return fileRowOf(added, personId);
}
