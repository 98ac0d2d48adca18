import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { messageSent } from '../contract/events.ts';
import { conversationClosed, groupClosed, sentAlready, silenced } from '../contract/failures.ts';
import { loadMembership, mayWrite } from './member-table.ts';
import type { MessagingTables } from './messaging-tables.ts';

interface NewMessage {
  /** Made beforehand where something hangs on it already. */
  readonly messageId?: string;
  readonly conversationId: string;
  /** null: the system, which needs not be a member. */
  readonly senderId: string | null;
  /** Once per sender; null where the program itself sends. */
  readonly clientId: string | null;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  /** Places of the message that it answers, and of its thread's first one (`threadOf`). */
  readonly answers?: { readonly replyTo: number; readonly threadSeq: number } | undefined;
  readonly noForward?: boolean | undefined;
}

interface Written {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  /** Not there before. */
  readonly fresh: boolean;
  /** Of the sender. */
  readonly read_seq: number;
  readonly audience: number;
  readonly replies: number;
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
): Promise<{ messageId: string; seq: number; at: string; fresh: boolean }> {
  const { conversationId, senderId, clientId, kind, noForward = false } = message;
  const { replyTo = null, threadSeq = null } = message.answers ?? {};
  const { messageId = context.newId() } = message;
  const body = JSON.stringify(message.body);
  const written = await write();
  if (!written) {
    // Not a member (404), a conversation that takes nothing more, or one in which this member may not write.
    if (senderId === null) throw refuse((await isThere()) ? groupClosed : notFound);
    const member = await loadMembership(context.db, conversationId, senderId);
    if (member.closed_at !== null) throw refuse(member.kind === 'group' ? groupClosed : conversationClosed);
    throw refuse(mayWrite(member, context.now) ? notFound : silenced);
  }
  if (!written.same) throw refuse(sentAlready);
  const { seq, at, read_seq: senderReadSeq, audience, fresh } = written;
  context.about('message', written.id);
  if (fresh)
    context.emit(messageSent, {
      conversationId,
      messageId,
      seq,
      senderId,
      clientId,
      kind,
      body: message.body,
      at,
      replyTo,
      threadSeq,
      threadReplies: written.replies,
      noForward,
      senderReadSeq,
      audience,
    });
  return { messageId: written.id, seq, at, fresh };

  async function isThere(): Promise<boolean> {
    const found = await sql`select from messaging.conversation where id = ${conversationId}`.execute(context.db);
    return found.rows.length > 0;
  }

  async function write(): Promise<Written | undefined> {
    try {
      // Own messages count as read only by who had read everything before them: nothing is skipped unseen.
      const { rows } = await sql<Written>`
        with old as (
          select id, seq, at, conversation_id = ${conversationId} and kind = ${kind} and body = ${body}::jsonb is true as same
          from messaging.message where sender_id = ${senderId}::uuid and client_id = ${clientId}::uuid
        ), c as (
          update messaging.conversation set last_seq = last_seq + 1, last_at = greatest(last_at, ${context.now.toString()})
          where id = ${conversationId} and closed_at is null and not exists (select from old)
          returning last_seq, last_at, member_count, silenced, owner_id
        ), m as (${
          senderId === null
            ? sql`select 0 as read_seq from c`
            : sql`
          update messaging.member set read_seq = case when read_seq = c.last_seq - 1 then c.last_seq else read_seq end
          from c where conversation_id = ${conversationId} and person_id = ${senderId} and left_at is null
            and (c.owner_id is not distinct from person_id or role = 'deputy' or not c.silenced)
            and (silenced_until is null or silenced_until <= ${context.now.toString()})
          returning read_seq`
        }), added as (
          insert into messaging.message
            (conversation_id, seq, id, sender_id, client_id, kind, body, at, reply_to, thread_seq, no_forward)
          select ${conversationId}, c.last_seq, ${messageId}, ${senderId}::uuid, ${clientId}::uuid, ${kind}, ${body}::jsonb, c.last_at,
            ${replyTo}::int, ${threadSeq}::int, ${noForward}::boolean
          from c, m
        )
        select ${messageId}::uuid as id, c.last_seq as seq, c.last_at as at, true as fresh, m.read_seq,
          c.member_count - ${senderId === null ? 0 : 1}::int as audience, true as same,
          ${
            threadSeq === null
              ? sql`0`
              : sql`1 + (select count(*)::int from messaging.message
                  where conversation_id = ${conversationId} and thread_seq = ${threadSeq}::int)`
          } as replies
        from c, m
        union all
        select id, seq, at, false, 0, 0, same, 0 from old`.execute(context.db);
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
