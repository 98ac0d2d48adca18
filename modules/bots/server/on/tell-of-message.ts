import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { applicationWrittenTo } from '#modules/messaging/contract/events.ts';
import type { BotsTables } from '../bots-tables.ts';

/** What somebody wrote to an application is to be told to it. */
export const tellOfMessage = subscriber<BotsTables>()(
  'bots.tellOfMessage',
  applicationWrittenTo,
  async (context, { facts: { applicationId, conversationId, seq } }) => {
    await sql`insert into bots.message_call (id, application_id, conversation_id, seq, state, next_try)
      values (${context.newId()}::uuid, ${applicationId}::uuid, ${conversationId}::uuid, ${seq}, 'waiting',
        ${context.now.toString()}::timestamptz) on conflict (conversation_id, seq) do nothing`.execute(context.db);
  },
);
