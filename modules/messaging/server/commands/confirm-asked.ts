import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/answers.ts';
import { notAsked } from '../../contract/failures.ts';
import { recordAnswer } from '../compose/asked-people.ts';
import { loadMessage } from '../load-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const confirmAsked = handle<MessagingTables>()(
  contract.confirmAsked,
  async (context, { conversationId, seq }) => {
    const { personId } = context.person();
    const { message } = await loadMessage(context.db, conversationId, seq, personId);
    context.about('message', message.id);
    if (await recordAnswer(context, { conversationId, seq, personId, answerSeq: null })) return {};
    const asked = await sql`select from messaging.asked_person
      where conversation_id = ${conversationId} and seq = ${seq} and person_id = ${personId}`.execute(context.db);
    if (asked.rows.length === 0) throw refuse(notAsked);
    return {};
  },
);
