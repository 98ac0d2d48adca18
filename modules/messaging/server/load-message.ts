import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { conversationClosed, groupClosed, messageGone } from '../contract/failures.ts';
import { loadMembership, type Membership } from './member-table.ts';
import type { MessageTable } from './messaging-tables.ts';

type SaidMessage = MessageTable & { readonly body: Record<string, unknown> };

/**
 * A message that still says something, locked, with what the member is in its conversation: `notFound` for who isn't a
 * member and where there is none, `messageGone` after a recall.
 */
export async function loadMessage(
  db: QueryExecutorProvider,
  conversationId: string,
  seq: number,
  personId: string,
): Promise<{ member: Membership; message: SaidMessage }> {
  const member = await loadMembership(db, conversationId, personId);
  const { rows } = await sql<MessageTable>`
    select * from messaging.message
    where conversation_id = ${conversationId} and seq = ${seq} for no key update`.execute(db);
  const [message] = rows;
  if (!message) throw refuse(notFound);
  const { body } = message;
  if (body === null) throw refuse(messageGone);
  return { member, message: { ...message, body } };
}

/** Refuses where nothing more may happen in the conversation. */
export function requireOpen(member: Membership): void {
  if (member.closed_at !== null) throw refuse(member.kind === 'group' ? groupClosed : conversationClosed);
}
