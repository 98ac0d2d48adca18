import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-chats.ts';
import { applicationChatRenamed } from '../../contract/events.ts';
import { nameKey } from '../../domain/name-key.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const renameApplicationChats = handle<MessagingTables>()(
  contract.renameApplicationChats,
  async (context, { applicationId, name }) => {
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const { rows } = await sql<{ id: string }>`
      update messaging.conversation set name = ${name}, name_key = ${nameKey(name)}
      where application_id = ${applicationId}::uuid and name <> ${name} returning id`.execute(context.db);
    context.about('application', applicationId);
    for (const { id } of rows) context.emit(applicationChatRenamed, { conversationId: id, name });
    return {};
  },
);
