import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { documentRead } from '#modules/files/contract/events.ts';
import type { MessagingTables } from '../../messaging-tables.ts';
import { indexMessages } from '../index-messages.ts';

/** What a document says is found in the messages that carry it, from the moment that it has been read. */
export const indexDocument = subscriber<MessagingTables>()(
  'messaging.indexDocument',
  documentRead,
  async (context, { facts: { fileIds } }) => {
    const { rows } = await sql<{ conversation_id: string; seq: number }>`
      select distinct conversation_id, seq from messaging.message_file
      where file_id = any(${sql.val(fileIds)}::uuid[]) order by 1, 2`.execute(context.db);
    for (const { conversation_id, seq } of rows) await indexMessages(context.db, conversation_id, seq - 1, seq);
  },
);
