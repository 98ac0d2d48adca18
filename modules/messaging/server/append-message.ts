import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { messageSent } from '../contract/events.ts';
import { conversationClosed, groupClosed, sentAlready, silenced } from '../contract/failures.ts';
import { loadMembership, mayWrite } from './member-table.ts';
import type { MessagingTables } from './messaging-tables.ts';

interface NewMessage {
  readonly conversationId: string;
  readonly senderId: string;
  /** Once per sender. */
  readonly clientId: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

interface Written {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  /** null: it was there before. */
  readonly read_seq: number | null;
  readonly audience: number;
  readonly same: boolean;
}

/**
 * Writes a message at the next place of its conversation and tells the members. This is the only place that gives out
 * places, in one statement: the conversation's row is locked by adding one to its `last_seq`, so a place is taken by who
 * commits and by nobody else. A message of the same sender and client id is given back instead of being written again.
 */
export async function appendMessage(
  context: CommandContext<MessagingTables>,
  message: NewMessage,
): Promise<{ messageId: string; seq: number; at: string }> {
  const { conversationId, senderId, clientId, kind } = message;
  const messageId = context.newId();
  const body = JSON.stringify(message.body);
  const written = await write();
  if (!written) {
    // Not a member (404), a conversation that takes nothing more, or one in which this member may not write.
    const member = await loadMembership(context.db, conversationId, senderId);
    if (member.closed_at !== null) throw refuse(member.kind === 'group' ? groupClosed : conversationClosed);
    throw refuse(mayWrite(member, context.now) ? notFound : silenced);
  }
  if (!written.same) throw refuse(sentAlready);
  const { seq, at, read_seq: senderReadSeq, audience } = written;
  context.about('message', written.id);
  if (senderReadSeq !== null)
    context.emit(messageSent, {
      conversationId,
      messageId,
      seq,
      senderId,
      clientId,
      kind,
      body: message.body,
      at,
      senderReadSeq,
      audience,
    });
  return { messageId: written.id, seq, at };

  async function write(): Promise<Written | undefined> {
    try {
      // Own messages count as read only by who had read everything before them: nothing is skipped unseen.
      const { rows } = await sql<Written>`
        with old as (
          select id, seq, at, conversation_id = ${conversationId} and kind = ${kind} and body = ${body}::jsonb is true as same
          from messaging.message where sender_id = ${senderId} and client_id = ${clientId}
        ), c as (
          update messaging.conversation set last_seq = last_seq + 1, last_at = greatest(last_at, ${context.now.toString()})
          where id = ${conversationId} and closed_at is null and not exists (select from old)
          returning last_seq, last_at, member_count, silenced, owner_id
        ), m as (
          update messaging.member set read_seq = case when read_seq = c.last_seq - 1 then c.last_seq else read_seq end
          from c where conversation_id = ${conversationId} and person_id = ${senderId} and left_at is null
            and (c.owner_id is not distinct from person_id or role = 'deputy' or not c.silenced)
            and (silenced_until is null or silenced_until <= ${context.now.toString()})
          returning read_seq
        ), added as (
          insert into messaging.message (conversation_id, seq, id, sender_id, client_id, kind, body, at)
          select ${conversationId}, c.last_seq, ${messageId}, ${senderId}, ${clientId}, ${kind}, ${body}::jsonb, c.last_at
          from c, m
        )
        select ${messageId}::uuid as id, c.last_seq as seq, c.last_at as at, m.read_seq, c.member_count - 1 as audience, true as same
        from c, m
        union all
        select id, seq, at, null, 0, same from old`.execute(context.db);
      return rows[0];
    } catch (error) {
      // The same message is being sent on another connection: the pipeline gives its answer, once that has committed.
      if (isSentAlready(error)) throw refuse(sentAlready);
      throw error;
    }
  }
}

function isSentAlready(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'message_once'
  );
}
