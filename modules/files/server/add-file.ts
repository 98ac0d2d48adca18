import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { tooManyUnattached } from '../contract/failures.ts';
import type { FileRow } from '../contract/shapes.ts';
import { fileRowOf, loadFiles } from './file-rows.ts';
import type { FilesTables } from './files-tables.ts';
import { tellUploaders } from './tell-uploaders.ts';
import { goesAt, unattachedTimer } from './unattached-timer.ts';

const mostUnattached = 200;

/** Who holds an upload: a person, or a program that signs in nowhere. */
export type Uploader = { readonly personId: string } | { readonly program: string };

/** A new file of this uploader's over content that is there; it goes after a day unless it is attached. */
export async function addFile(
  context: CommandContext<FilesTables>,
  uploader: Uploader,
  file: {
    name: string;
    contentId: string;
    sensitive?: boolean;
    placeless?: boolean;
    label?: string;
    controlled?: boolean;
  },
): Promise<FileRow> {
  const personId = 'personId' in uploader ? uploader.personId : null;
  const program = 'program' in uploader ? uploader.program : null;
  const own = personId === null ? sql`program = ${program}` : sql`uploader_id = ${personId}::uuid`;
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from files.file where ${own} and owner_module is null`.execute(context.db);
  if ((rows[0]?.held ?? 0) >= mostUnattached) throw refuse(tooManyUnattached, { most: mostUnattached });
  const fileId = context.newId();
  await sql`insert into files.file (id, content_id, name, uploader_id, program, uploaded_at, sensitive, placeless, label,
      controlled)
    values (${fileId}, ${file.contentId}, ${file.name}, ${personId}, ${program}, ${context.now.toString()}, ${file.sensitive ?? false},
      ${file.placeless ?? false}, ${file.label ?? null}, ${file.controlled ?? false})`.execute(context.db);
  await context.schedule(unattachedTimer, { key: fileId, at: goesAt(context.now), input: { fileId } });
  context.about('file', fileId);
  tellUploaders(context, [{ id: fileId, uploader_id: personId }], 'uploaded');
  const added = (await loadFiles(context.db, [fileId])).get(fileId);
  if (!added) throw new Error('a file just added is not there');
  return fileRowOf(added, personId ?? undefined);
}
