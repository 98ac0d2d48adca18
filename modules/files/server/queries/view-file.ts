import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { fileRowOf } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFile } from '../readable-files.ts';

/** Most characters of a document that are shown; whoever needs more asks its owner. */
const mostCharacters = 200_000;

export const viewFile = handle<FilesTables>()(contract.viewFile, async (context, { fileId }) => {
  const file = await readableFile(context, fileId);
  if (file.viewOnly || file.sensitive) context.looked('file', fileId);
  const { rows } = await sql<{ text: string | null; more: boolean }>`
    select left(text, ${mostCharacters}) as text, length(text) > ${mostCharacters} as more
    from files.content_text where content_id = ${file.content_id}::uuid`.execute(context.db as never);
  const [held] = rows;
  return {
    file: fileRowOf(file, context.person().personId),
    text: file.shows === 'image' ? null : (held?.text ?? null),
    more: held?.more ?? false,
  };
});
