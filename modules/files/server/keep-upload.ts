import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { emptyFile, notRecognised, notWhatItSays, typeRefused } from '../contract/failures.ts';
import { refusedTypes } from '../contract/settings.ts';
import type { FileRow } from '../contract/shapes.ts';
import { cleanName } from '../domain/clean-name.ts';
import { judgeFile } from '../domain/judge-file.ts';
import { addFile, type Uploader } from './add-file.ts';
import type { FilesTables } from './files-tables.ts';
import { inspectContent } from './inspect/inspect-content.ts';
import { pictureSize } from './inspect/picture-size.ts';
import { documentKind } from './text/document-kind.ts';

/** Keeps bytes that have arrived as an upload of somebody's; refuses by name what isn't what it says, or isn't taken. */
export async function keepUpload(
  context: CommandContext<FilesTables>,
  uploader: Uploader,
  sentName: string,
  stored: { readonly blob: string; readonly size: number; readonly sha256: string } | undefined,
): Promise<FileRow> {
  const name = cleanName(sentName);
  if (!stored || stored.size === 0) throw refuse(emptyFile, { name });
  const found = await inspectContent(context.blobs, stored.blob, stored.size);
  const judged = judgeFile(name, found, await context.setting(refusedTypes));
  if (!judged.taken) {
    if (judged.why === 'typeRefused') throw refuse(typeRefused, { name, type: judged.type });
    if (judged.why === 'notRecognised') throw refuse(notRecognised, { name, says: judged.says });
    throw refuse(notWhatItSays, { name, says: judged.says, found: judged.found });
  }
  const size = judged.shows === 'image' ? await pictureSize(context.blobs, stored.blob) : undefined;
  await sql`insert into files.content (id, sha256, size, media_type, shows, width, height)
    values (${stored.blob}, ${Buffer.from(stored.sha256, 'hex')}, ${stored.size}, ${judged.mediaType}, ${judged.shows},
            ${size?.width ?? null}, ${size?.height ?? null})`.execute(context.db);
  if (documentKind(judged.mediaType))
    await sql`insert into files.content_text (content_id, try_at) values (${stored.blob}, ${context.now.toString()})`.execute(
      context.db,
    );
  await context.keepBlob(stored.blob);
  return addFile(context, uploader, { name, contentId: stored.blob });
}
