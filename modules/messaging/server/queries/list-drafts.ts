import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/drafts.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listDrafts = handle<MessagingTables>()(contract.listDrafts, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<{ conversationId: string; text: string; typedAt: string }>`
    select d.conversation_id as "conversationId", d.text, d.typed_at as "typedAt" from messaging.draft d
    join messaging.member m on m.conversation_id = d.conversation_id and m.person_id = d.person_id and m.left_at is null
    where d.person_id = ${personId} order by d.typed_at desc, d.conversation_id limit 200`.execute(context.db);
  return { rows };
});
