import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notVoice } from '../../contract/failures.ts';

/** A minute of speech at the best that browsers record, and more. */
const mostBytes = 3_000_000;
const voices = ['audio/webm', 'audio/mp4', 'audio/ogg'];

/** Refuses what isn't a recording by its content, or longer than one can be. Asked once the file is attached. */
export async function requireVoice(db: QueryExecutorProvider, fileId: string | undefined): Promise<void> {
  const { rows } = await sql`
    select from files.published_file
    where id = ${fileId} and size <= ${mostBytes} and media_type = any(${sql.val(voices)}::text[])`.execute(db);
  if (rows.length === 0) throw refuse(notVoice);
}
