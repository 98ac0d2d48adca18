import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readMessage = handle<MessagingTables>()(contract.readMessage, async (context, { messageId }) => {
  const { personId } = context.person();
  const { rows } = await sql<{
    conversationId: string;
    seq: number;
    kind: string;
    body: Record<string, unknown> | null;
  }>`
    select m.conversation_id as "conversationId", m.seq, m.kind, messaging.shown(m.body, ${clearanceOf(context)}) as body
    from messaging.message_file f join messaging.message m on m.conversation_id = f.conversation_id and m.seq = f.seq
    where f.message_id = ${messageId} limit 1`.execute(context.db);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  await loadMembership(context.db, found.conversationId, personId);
  const { body } = found;
  if (body === null) throw refuse(notFound);
  return { ...found, body };
});
