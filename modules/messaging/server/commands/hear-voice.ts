import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { voiceHeard } from '../../contract/events.ts';
import { notVoice } from '../../contract/failures.ts';
import * as contract from '../../contract/media.ts';
import { loadMessage } from '../load-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const hearVoice = handle<MessagingTables>()(contract.hearVoice, async (context, { conversationId, seq }) => {
  const { personId } = context.person();
  const { message } = await loadMessage(context.db, conversationId, seq, personId);
  if (message.kind !== 'voice') throw refuse(notVoice);
  const { rows } = await sql`
    insert into messaging.heard_voice (conversation_id, seq, person_id) values (${conversationId}, ${seq}, ${personId})
    on conflict do nothing returning seq`.execute(context.db);
  if (rows.length > 0) context.emit(voiceHeard, { conversationId, seq, personId });
  return {};
});
