import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, DecideContext } from '#kernel/server/context.ts';
import type { Decision } from '#kernel/server/define-module.ts';
import { attachFiles } from '#modules/files/contract/operations.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import type { FileOwnerName } from '#modules/files/contract/shapes.ts';
import { messageGone, notAMember, whoMayCallAll } from '../contract/failures.ts';
import type { Classification } from '../contract/labels/label.ts';
import { keptMessageFiles, messageFiles } from '../contract/message-files.ts';
import type { SentContent } from '../contract/shapes.ts';
import { type Appended, appendMessage, decideMessage, type NewMessage } from './append-message.ts';
import { handToApplication, requireSayable } from './application-standing.ts';
import { recordAnswer, requireAskable, tellMeant } from './compose/asked-people.ts';
import { requireCleared, saidWhere } from './labels/clearance.ts';
import { requireVoice } from './media/require-voice.ts';
import { leads, loadMembership, requireActive } from './member-table.ts';
import type { MessageToWrite } from './message-writer.ts';
import type { MessagingTables } from './messaging-tables.ts';
import { requireLength } from './require-length.ts';

/** What somebody says: a text or something else, perhaps as an answer, perhaps calling people. */
export interface Said {
  readonly conversationId: string;
  readonly senderId: string;
  readonly clientId: string;
  readonly text?: string | undefined;
  readonly content?: SentContent | undefined;
  readonly replyTo?: number | undefined;
  readonly mentions?: { readonly personIds: readonly string[]; readonly all: boolean } | undefined;
  readonly noForward?: boolean | undefined;
  readonly classification?: Classification | undefined;
  /** Forwarded with its author's consent only. */
  readonly askForward?: boolean | undefined;
  readonly urgent?: boolean | undefined;
  /** Until when an answer is asked for. */
  readonly answerBy?: string | undefined;
}

export const attaching = { name: 'messaging.attach', permissions: [attachUploads] };

/** Says something in a conversation as one of its members: place, files, mentions, in one transaction. */
export async function postMessage(
  context: CommandContext<MessagingTables>,
  said: Said,
): Promise<{ messageId: string; seq: number; at: string }> {
  const { message, applicationId } = await messageOf(context, said);
  const { fresh, ...sent } = await appendMessage(context, message);
  if (fresh) await followUp(context, said, message, sent, applicationId);
  return sent;
}

/** The same as a decision that is committed with others'; what does more than being said needs a transaction of its own (`doesMore`). */
export async function decideToPost(
  context: DecideContext<MessagingTables>,
  said: Said,
): Promise<Decision<Appended, MessageToWrite, MessagingTables>> {
  const { message, applicationId } = await messageOf(context, said);
  const decision = await decideMessage(context, message);
  const isPlain = !doesMore(said) && applicationId === null && !(await answersOne(context, said));
  if (!decision.write || isPlain) return decision;
  return { ...decision, more: (own, sent) => followUp(own, said, message, sent, applicationId) };
}

/** It carries files, hurries people or asks them for an answer. */
export const doesMore = ({ content, urgent, answerBy }: Pick<Said, 'content' | 'urgent' | 'answerBy'>): boolean =>
  content?.kind === 'file' || content?.kind === 'voice' || urgent === true || answerBy !== undefined;

/** It answers a message that waits for its sender's answer. */
async function answersOne(context: Pick<DecideContext<MessagingTables>, 'db'>, said: Said): Promise<boolean> {
  if (said.replyTo === undefined) return false;
  const { rows } = await sql`
    select from messaging.asked_person where conversation_id = ${said.conversationId} and seq = ${said.replyTo}
      and person_id = ${said.senderId} and answered_at is null`.execute(context.db);
  return rows.length > 0;
}

/** What comes of a message that wasn't there before. */
async function followUp(
  context: CommandContext<MessagingTables>,
  said: Said,
  { body, noForward }: NewMessage,
  sent: Appended,
  applicationId: string | null,
): Promise<void> {
  const { conversationId, senderId, replyTo } = said;
  await attachTo(context, said, noForward === true || said.askForward === true, sent);
  if (applicationId !== null) await handToApplication(context, applicationId, { conversationId, senderId, ...sent });
  if (said.urgent || said.answerBy !== undefined) {
    await requireAskable(context, said);
    await tellMeant(context, said, { conversationId, seq: sent.seq, messageId: sent.messageId, body });
  }
  if (replyTo !== undefined)
    await recordAnswer(context, { conversationId, seq: replyTo, personId: senderId, answerSeq: sent.seq });
}

/** The message that this makes, and the application that it goes to, if to one; refuses what can't be said. */
async function messageOf(
  context: Pick<DecideContext<MessagingTables>, 'db' | 'read' | 'readTogether' | 'contracts'>,
  said: Said,
): Promise<{ message: NewMessage; applicationId: string | null }> {
  const { conversationId, senderId, clientId, content, replyTo, mentions } = said;
  const { askForward = false, urgent = false, answerBy } = said;
  const where = await saidWhere(context, conversationId);
  const { application_id: applicationId } = where;
  if (applicationId !== null) await requireSayable(context, applicationId, said);
  const label = said.classification ?? where.classification;
  await requireCleared(context, conversationId, senderId, label);
  const noForward = said.noForward || label === 'core';
  const text = said.text ?? (content?.kind === 'file' ? content.text : undefined);
  if (text !== undefined) requireLength(text);
  const calls = mentions && (mentions.all || mentions.personIds.length > 0) ? mentions : undefined;
  if (calls) await requireCallable(context, conversationId, senderId, calls);
  if (content?.kind === 'contact') await requireActive(context.db, [content.personId]);
  const { kind, ...body } = content ?? { kind: 'text', text: said.text };
  const message = {
    conversationId,
    senderId,
    clientId,
    kind,
    body: {
      ...body,
      ...(calls ? { mentions: { personIds: [...new Set(calls.personIds)], all: calls.all } } : {}),
      ...(label === 'internal' ? {} : { classification: label }),
      ...(askForward ? { askForward } : {}),
      ...(urgent ? { urgent } : {}),
      ...(answerBy === undefined ? {} : { answerBy }),
    },
    answers: replyTo === undefined ? undefined : await threadOf(context, conversationId, senderId, replyTo),
    noForward,
    mentions: calls && [...calls.personIds, ...(calls.all ? [null] : [])],
  };
  return { message, applicationId };
}

/** `stays`: its files can't be used elsewhere. */
async function attachTo(
  context: CommandContext<MessagingTables>,
  said: Said,
  stays: boolean,
  sent: Appended,
): Promise<void> {
  const { conversationId, senderId, content } = said;
  const fileIds = content?.kind === 'file' || content?.kind === 'voice' ? content.fileIds : [];
  if (fileIds.length === 0) return;
  const owner = await fileOwnerOf(context, conversationId, stays, sent.messageId);
  await context.callAs(attaching, attachFiles, { owner, fileIds: [...fileIds], by: senderId });
  if (content?.kind === 'voice') await requireVoice(context.db, fileIds[0]);
  const kept = [...new Set(fileIds)].map((fileId) => ({ fileId, owner }));
  await keepFiles(context, { conversationId, messageId: sent.messageId, seq: sent.seq }, kept);
}

/** What files of a message are attached to; those that must not be forwarded can't be used elsewhere either. */
export async function fileOwnerOf(
  context: Pick<CommandContext<MessagingTables>, 'db'>,
  conversationId: string,
  noForward: boolean,
  id: string,
): Promise<FileOwnerName> {
  const { rows } = await sql<{ stays: boolean }>`
    select not forwarding or forward_consent as stays from messaging.conversation where id = ${conversationId}`.execute(
    context.db,
  );
  const { module, kind } = noForward || rows[0]?.stays ? keptMessageFiles : messageFiles;
  return { module, kind, id };
}

/** Writes down which files a message carries. */
export async function keepFiles(
  context: Pick<CommandContext<MessagingTables>, 'db'>,
  message: { readonly conversationId: string; readonly messageId: string; readonly seq: number },
  kept: readonly { readonly fileId: string; readonly owner: FileOwnerName }[],
): Promise<void> {
  await sql`
    insert into messaging.message_file (file_id, message_id, owner_kind, owner_id, conversation_id, seq)
    select f.id, ${message.messageId}::uuid, f.kind, f.owner, ${message.conversationId}::uuid, ${message.seq}::int
    from unnest(${sql.val(kept.map((one) => one.fileId))}::uuid[], ${sql.val(kept.map((one) => one.owner.kind))}::text[],
      ${sql.val(kept.map((one) => one.owner.id))}::text[]) as f(id, kind, owner)`.execute(context.db);
}

/** The thread that an answer to this message belongs to; refuses where the message is gone, or isn't this sender's to see. */
async function threadOf(
  context: Pick<DecideContext<MessagingTables>, 'db'>,
  conversationId: string,
  senderId: string,
  replyTo: number,
) {
  const { rows } = await sql<{ threadSeq: number }>`
    select coalesce(thread_seq, seq) as "threadSeq" from messaging.message
    where conversation_id = ${conversationId} and seq = ${replyTo} and body is not null`.execute(context.db);
  const [found] = rows;
  if (found) return { replyTo, threadSeq: found.threadSeq };
  await loadMembership(context.db, conversationId, senderId);
  throw refuse(messageGone);
}

/** Refuses mentions of people who aren't here, and @all by who may not. */
async function requireCallable(
  context: Pick<DecideContext<MessagingTables>, 'db'>,
  conversationId: string,
  senderId: string,
  calls: { readonly personIds: readonly string[]; readonly all: boolean },
): Promise<void> {
  const member = await loadMembership(context.db, conversationId, senderId);
  if (calls.all && (member.kind !== 'group' || !(leads(member) || member.calling_all))) throw refuse(whoMayCallAll);
  const { rows } = await sql`
    select w.id from unnest(${sql.val([...calls.personIds])}::uuid[]) as w(id)
    where not exists (select from messaging.member m
      where m.conversation_id = ${conversationId} and m.person_id = w.id and m.left_at is null)`.execute(context.db);
  if (rows.length > 0) throw refuse(notAMember);
}
