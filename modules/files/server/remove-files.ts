import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { FilesTables } from './files-tables.ts';
import { tellUploaders } from './tell-uploaders.ts';

/** Removes files that nothing uses, and the bytes that no file shows any more. What is attached stays. Gives what went. */
export async function removeFiles(
  context: CommandContext<FilesTables>,
  fileIds: readonly string[],
): Promise<readonly string[]> {
  const { rows: gone } = await sql<{ id: string; content_id: string; uploader_id: string | null }>`
    delete from files.file where id = any(${sql.val(fileIds)}::uuid[]) and owner_module is null
    returning id, content_id, uploader_id`.execute(context.db);
  const contents = gone.map((file) => file.content_id);
  // Of several who remove the last files of one content at once, the later sees what the earlier did.
  for (const content of [...new Set(contents)].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${content}, 0))`.execute(context.db);
  }
  const { rows: loose } = await sql<{ id: string }>`
    delete from files.content c where c.id = any(${sql.val(contents)}::uuid[])
      and not exists (select from files.file f where f.content_id = c.id) returning c.id`.execute(context.db);
  for (const { id } of loose) await context.loseBlob(id);
  tellUploaders(context, gone, 'removed');
  return gone.map((file) => file.id);
}
