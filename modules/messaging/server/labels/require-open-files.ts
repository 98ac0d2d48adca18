import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notCleared } from '../../contract/labels/failures.ts';
import { classification } from '../../contract/labels/label.ts';

/** Refuses a message to a program that carries a file with a label of its own that only some read. Asked once its files are attached. */
export async function requireOpenFiles(db: QueryExecutorProvider, messageId: string): Promise<void> {
  const { rows } = await sql<{ label: string | null }>`
    select p.label from messaging.message_file f join files.published_file p on p.id = f.file_id
    where f.message_id = ${messageId}::uuid and p.controlled limit 1`.execute(db);
  const [secret] = rows;
  if (!secret) return;
  throw refuse(notCleared, {
    count: 1,
    classification: classification.catch('core').parse(secret.label),
    personIds: [],
  });
}
