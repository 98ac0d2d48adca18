import { sql } from 'kysely';
import type { Topic } from '#kernel/contract/event.ts';
import type { ServerModule } from '#kernel/server/define-module.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';

const memberships = togetherReader<string, readonly string[]>({
  name: 'messaging.memberships',
  run: async (db, personIds) => {
    const { rows } = await sql<{ person_id: string; conversation_ids: string[] }>`
      select person_id, array_agg(conversation_id::text) as conversation_ids from messaging.member
      where person_id = any(${sql.val(personIds)}::uuid[]) and left_at is null group by person_id`.execute(db);
    const found = new Map(rows.map((row) => [row.person_id, row.conversation_ids]));
    return personIds.map((id) => found.get(id) ?? []);
  },
});

/** A person listens to the conversations that they are a member of. */
export const conversationTopics: NonNullable<ServerModule['topicsOf']> = async (
  _db,
  personId,
  _reaches,
  readTogether,
) => (await readTogether(memberships, personId)).map((id): Topic => `conversation:${id}`);
