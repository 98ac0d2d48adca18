import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { keptChanged } from '../../contract/events.ts';
import * as contract from '../../contract/kept.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const handleMessage = handle<MessagingTables>()(
  contract.handleMessage,
  async (context, { conversationId, seq, handled }) => {
    const { personId } = context.person();
    const { rows } = await sql`
      update messaging.kept_message set handled_at = ${handled ? context.now.toString() : null}
      where person_id = ${personId} and kept = 'later' and conversation_id = ${conversationId} and seq = ${seq}
      returning seq`.execute(context.db);
    if (rows.length === 0) throw refuse(notFound);
    context.about('conversation', conversationId);
    context.emit(keptChanged, { personId });
    return {};
  },
);
