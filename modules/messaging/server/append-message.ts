import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext, DecideContext } from '#kernel/server/context.ts';
import type { Decision } from '#kernel/server/define-module.ts';
import { writeAlone, writeSeveral } from '#kernel/server/together/together-writer.ts';
import { messageSent } from '../contract/events.ts';
import { conversationClosed, groupClosed, sentAlready, silenced } from '../contract/failures.ts';
import { loadMembership, mayWrite } from './member-table.ts';
import { type MessageToWrite, messageWriter } from './message-writer.ts';
import type { MessagingTables } from './messaging-tables.ts';

export interface NewMessage {
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
  /** Whom it calls by @; null: everybody. */
  readonly mentions?: readonly (string | null)[] | undefined;
}

export interface Appended {
  readonly messageId: string;
  readonly seq: number;
  readonly at: string;
}

/**
 * Decides to write a message at the next place of its conversation; the statement gives the place (`messageWriter`). Alone,
 * it says why where nothing can be written, and gives back what was sent before under the same client id.
 */
export async function decideMessage(
  context: DecideContext<MessagingTables>,
  message: NewMessage,
): Promise<Decision<Appended, MessageToWrite, MessagingTables>> {
  if (context.alone) {
    await requirePlace(context, message);
    const before = await sentBefore(context.db, message);
    if (before) {
      context.about('message', before.messageId);
      return { answer: before };
    }
  }
  const row = toWrite(context, message);
  // Until the statement gives them.
  const given = { seq: 1, at: row.at, threadReplies: 0, senderReadSeq: 0, audience: 0 };
  context.about('message', row.id);
  context.emit(messageSent, factsOf(row, given));
  return { answer: { messageId: row.id, seq: given.seq, at: given.at }, write: row };
}

/**
 * Writes a message at the next place of its conversation, in the transaction of a command that does more than that, and tells
 * the members. One of the same sender and client id is given back instead (`fresh` false).
 */
export async function appendMessage(
  context: CommandContext<MessagingTables>,
  message: NewMessage,
): Promise<Appended & { fresh: boolean }> {
  await requirePlace(context, message);
  const before = await sentBefore(context.db, message);
  if (before) {
    context.about('message', before.messageId);
    return { ...before, fresh: false };
  }
  const row = toWrite(context, message);
  const given = (await write(context.db, row))?.[messageSent.name];
  // The conversation is held and its sender may write: only the same message, on its way at the same moment, is in the way.
  if (!given) throw refuse(sentAlready);
  const facts = factsOf(row, given as unknown as GivenFacts);
  context.about('message', row.id);
  context.emit(messageSent, facts);
  return { messageId: row.id, seq: facts.seq, at: facts.at, fresh: true };
}

/** A message that belongs to no person in each of several conversations, in one statement; those that take nothing more are left out. */
export async function appendToMany(
  context: CommandContext<MessagingTables>,
  messages: readonly (NewMessage & { readonly senderId: null })[],
): Promise<(Appended & { readonly conversationId: string })[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message) => toWrite(context, message));
  const written = await writeSeveral(context.db, messageWriter, rows);
  return rows.flatMap((row, n) => {
    const given = written.get(n)?.[messageSent.name];
    if (!given) return [];
    const facts = factsOf(row, given as unknown as GivenFacts);
    context.emit(messageSent, facts);
    return [{ conversationId: row.conversationId, messageId: row.id, seq: facts.seq, at: facts.at }];
  });
}

interface GivenFacts {
  readonly seq: number;
  readonly at: string;
  readonly threadReplies: number;
  readonly senderReadSeq: number;
  readonly audience: number;
}

function toWrite(context: Pick<DecideContext<never>, 'now' | 'newId'>, message: NewMessage): MessageToWrite {
  const { messageId = context.newId(), answers, noForward = false, mentions = [], ...said } = message;
  return {
    ...said,
    id: messageId,
    at: context.now.toString(),
    replyTo: answers?.replyTo ?? null,
    threadSeq: answers?.threadSeq ?? null,
    noForward,
    mentions: [...new Set(mentions)],
  };
}

function factsOf(row: MessageToWrite, given: GivenFacts) {
  const { id: messageId, mentions: _, ...said } = row;
  return { ...said, messageId, ...given };
}

async function write(db: Parameters<typeof writeAlone>[0], row: MessageToWrite) {
  try {
    return await writeAlone(db, messageWriter, row);
  } catch (error) {
    // The same message is being sent on another connection: the pipeline gives its answer, once that has committed.
    if (isSentAlready(error)) throw refuse(sentAlready);
    throw error;
  }
}

/** Holds the conversation; refuses where there is none for this sender (404), it takes nothing more, or they may not write. */
async function requirePlace(
  context: Pick<DecideContext<MessagingTables>, 'db' | 'now'>,
  { conversationId, senderId }: NewMessage,
): Promise<void> {
  await sql`select id from messaging.conversation where id = ${conversationId}::uuid for no key update`.execute(
    context.db,
  );
  if (senderId !== null) {
    const member = await loadMembership(context.db, conversationId, senderId);
    if (member.closed_at !== null) throw refuse(member.kind === 'group' ? groupClosed : conversationClosed);
    if (!mayWrite(member, context.now)) throw refuse(silenced);
    return;
  }
  const { rows } = await sql<{ closed: boolean }>`
    select closed_at is not null as closed from messaging.conversation where id = ${conversationId}`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) throw refuse(notFound);
  if (found.closed) throw refuse(groupClosed);
}

/** What this sender sent before under this client id; refuses where it was something else. */
async function sentBefore(db: QueryExecutorProvider, message: NewMessage): Promise<Appended | undefined> {
  const { conversationId, senderId, clientId, kind, body } = message;
  if (senderId === null || clientId === null) return undefined;
  const { rows } = await sql<{ id: string; seq: number; at: string; same: boolean }>`
    select id, seq, at, conversation_id = ${conversationId} and kind = ${kind} and body = ${JSON.stringify(body)}::jsonb is true as same
    from messaging.message where sender_id = ${senderId}::uuid and client_id = ${clientId}::uuid`.execute(db);
  const [old] = rows;
  if (!old) return undefined;
  if (!old.same) throw refuse(sentAlready);
  return { messageId: old.id, seq: old.seq, at: old.at };
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
