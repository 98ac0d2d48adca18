import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { keptChanged } from '../../contract/events.ts';
import * as contract from '../../contract/kept.ts';
import { loadMessage } from '../load-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const keepMessage = handle<MessagingTables>()(contract.keepMessage, async (context, input) => {
  const { personId } = context.person();
  const { conversationId, seq, kept, category = '' } = input;
  const { message } = await loadMessage(context.db, conversationId, seq, personId);
  await sql`
    insert into messaging.kept_message (person_id, kept, conversation_id, seq, at, category)
    values (${personId}, ${kept}, ${conversationId}, ${seq}, ${context.now.toString()}, ${category})
    on conflict (person_id, kept, conversation_id, seq) do update
      set category = excluded.category, handled_at = null`.execute(context.db);
  context.about('message', message.id);
  context.emit(keptChanged, { personId });
  return {};
});
