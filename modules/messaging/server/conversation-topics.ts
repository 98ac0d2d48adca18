import { type Kysely, sql } from 'kysely';
import type { Topic } from '#kernel/contract/event.ts';

/** A person listens to the conversations that they are a member of. */
export async function conversationTopics(db: Kysely<never>, personId: string): Promise<readonly Topic[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from messaging.member where person_id = ${personId} and left_at is null`.execute(db);
  return rows.map((row) => `conversation:${row.conversation_id}` as const);
}
