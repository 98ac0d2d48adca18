import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { copyAttached } from '#modules/files/contract/operations.ts';
import * as contract from '../../contract/content.ts';
import { openDirect } from '../../contract/conversations.ts';
import { forwardForbidden, mergedTooLong, messageGone } from '../../contract/failures.ts';
import { higherOf, isSecret, labelOf, rankOf } from '../../contract/labels/label.ts';
import { messageFiles } from '../../contract/message-files.ts';
import { mostMerged } from '../../contract/shapes.ts';
import { type Appended, appendMessage } from '../append-message.ts';
import { handToApplication, requireTaken } from '../application-standing.ts';
import { cardKind } from '../card-body.ts';
import { carriedKinds } from '../compose/carried-kinds.ts';
import { needsConsent, useConsents } from '../compose/forward-consents.ts';
import { clearanceOf, requireCleared } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import type { MessageTable, MessagingTables } from '../messaging-tables.ts';
import { attaching, fileOwnerOf, keepFiles, postMessage } from '../post-message.ts';

type Work = CommandContext<MessagingTables>;
type Body = Record<string, unknown>;
type Source = Pick<MessageTable, 'seq' | 'id' | 'sender_id' | 'at' | 'kind'> & { readonly body: Body };

export const forwardMessages = handle<MessagingTables>()(contract.forwardMessages, async (context, input) => {
  const { personId } = context.person();
  const { conversationId, how, comment } = input;
  const from = await loadMembership(context.db, conversationId, personId);
  const sources = await sourcesOf(context, conversationId, input.seqs, from.forwarding);
  const label = sources.map(({ body }) => labelOf(body)).reduce(higherOf, 'public');
  const consented = sources.filter((source) => needsConsent(source, personId, from.forward_consent));
  await useConsents(
    context,
    conversationId,
    consented.map((source) => source.seq),
    personId,
  );
  // Consent is given once: what went by it goes no further.
  const noForward = consented.length > 0;
  const targets = new Set(input.toConversationIds);
  for (const toId of input.toPersonIds)
    targets.add((await context.call(openDirect, { personId: toId })).conversationId);
  const sent: { conversationId: string; seqs: number[] }[] = [];
  // In the order of their ids: two who forward to the same conversations at once don't wait for each other in a circle.
  for (const target of [...targets].sort()) {
    const { application_id: applicationId } = await loadMembership(context.db, target, personId);
    if (applicationId !== null)
      for (const kind of how === 'each' ? sources.map((source) => source.kind) : ['merged'])
        await requireTaken(context, applicationId, kind);
    await requireCleared(context, target, personId, label);
    const seqs: number[] = [];
    if (how === 'each')
      for (const source of sources) seqs.push(await one(context, target, personId, noForward, source, applicationId));
    else seqs.push(await merged(context, target, personId, noForward, from.name, sources));
    if (comment !== undefined) {
      const said = { conversationId: target, senderId: personId, clientId: context.newId(), text: comment };
      seqs.push((await postMessage(context, said)).seq);
    }
    sent.push({ conversationId: target, seqs });
  }
  return { sent };
});

/** The messages, in their order; refuses what is gone, and what must not leave its conversation. */
async function sourcesOf(context: Work, conversationId: string, seqs: readonly number[], forwarding: boolean) {
  const { rows } = await sql<Source & { body: Body | null; no_forward: boolean }>`
    select seq, id, sender_id, at, kind, body, no_forward from messaging.message
    where conversation_id = ${conversationId} and seq = any(${sql.val([...seqs])}::int[])
    order by seq for share`.execute(context.db);
  if (rows.length < new Set(seqs).size) throw refuse(notFound);
  if (rows.some((row) => row.body === null)) throw refuse(messageGone);
  const clearance = clearanceOf(context);
  const asSaid = rows.map((row) => ({ ...row, ...(asFiles(row) ?? asText(context, row.kind, row.body)) }));
  const stays = (row: Source & { no_forward: boolean }) =>
    row.no_forward ||
    !carriedKinds.has(row.kind) ||
    rankOf(labelOf(row.body)) > clearance ||
    labelOf(row.body) === 'core';
  if (!forwarding || asSaid.some(stays)) throw refuse(forwardForbidden);
  return asSaid as readonly Source[];
}

/** What a program said goes on as a text that names it, where the kind of card is such a one. */
function asText(context: Work, kind: string, body: Body | null): { kind: string; body: Body } | undefined {
  const said = body && cardKind(context, kind)?.forwarded?.(body);
  if (!said) return undefined;
  const { classification } = body;
  return {
    kind: 'text',
    body: { text: said.text, forwardedFrom: said.from, ...(classification === undefined ? {} : { classification }) },
  };
}

/** Files that an application sent go on as files that name it. */
function asFiles({ kind, sender_id, body }: Pick<Source, 'kind' | 'sender_id'> & { body: Body | null }) {
  if (kind !== 'file' || sender_id !== null || body === null) return undefined;
  const { applicationId: _, from, ...carried } = body;
  return { body: { ...carried, forwardedFrom: from } };
}

/** A body as it goes on: whom it called, asked and hurried there it doesn't here; files are copies of its own. */
function carriedOn(
  { mentions: _, urgent: _urgent, answerBy: _answerBy, ...body }: Body,
  copies: ReadonlyMap<string, string>,
): Body {
  const copyOf = (id: unknown) => copies.get(String(id)) ?? id;
  return {
    ...body,
    ...(Array.isArray(body.fileIds) ? { fileIds: body.fileIds.map(copyOf) } : {}),
    ...(Array.isArray(body.items)
      ? { items: body.items.map((item: { body: Body }) => ({ ...item, body: carriedOn(item.body, copies) })) }
      : {}),
  };
}

async function one(
  context: Work,
  target: string,
  senderId: string,
  noForward: boolean,
  source: Source,
  applicationId: string | null,
): Promise<number> {
  const kind = source.kind === 'announcement' ? 'text' : source.kind;
  const sent = await withFiles(context, target, senderId, noForward, [source], (copies) => ({
    kind,
    body: { ...carriedOn(source.body, copies), forwarded: true },
  }));
  if (applicationId !== null)
    await handToApplication(context, applicationId, { conversationId: target, senderId, ...sent });
  return sent.seq;
}

async function merged(
  context: Work,
  target: string,
  senderId: string,
  noForward: boolean,
  of: string | null,
  sources: readonly Source[],
): Promise<number> {
  const { seq } = await withFiles(context, target, senderId, noForward, sources, (copies) => {
    const items = sources.map(({ sender_id, at, kind, body }) => ({
      senderId: sender_id,
      at,
      kind,
      body: carriedOn(body, copies),
    }));
    if (JSON.stringify(items).length > mostMerged) throw refuse(mergedTooLong);
    const label = sources.map(({ body }) => labelOf(body)).reduce(higherOf, 'public');
    return { kind: 'merged', body: { of, items, ...(isSecret(label) ? { classification: label } : {}) } };
  });
  return seq;
}

/** Sends what is made of the sources, with copies of their files that belong to the new message. */
async function withFiles(
  context: Work,
  target: string,
  senderId: string,
  noForward: boolean,
  sources: readonly Source[],
  make: (copies: ReadonlyMap<string, string>) => { kind: string; body: Body },
): Promise<Appended> {
  const messageId = context.newId();
  const { rows } = await sql<{ file_id: string; owner_kind: string; owner_id: string }>`
    select file_id, owner_kind, owner_id from messaging.message_file
    where message_id = any(${sql.val(sources.map((source) => source.id))}::uuid[]) order by seq, file_id`.execute(
    context.db,
  );
  const copies = new Map<string, string>();
  const kept: Parameters<typeof keepFiles>[2][number][] = [];
  for (const [number, { file_id, owner_kind, owner_id }] of rows.entries()) {
    const owner = await fileOwnerOf(context, target, noForward, `${messageId}/${number}`);
    const from = { module: messageFiles.module, kind: owner_kind, id: owner_id };
    const copied = await context.callAs(attaching, copyAttached, { from, to: owner, fileIds: [file_id] });
    const [fileId] = copied.fileIds;
    if (fileId === undefined) throw new Error('a copied file vanished');
    copies.set(file_id, fileId);
    kept.push({ fileId, owner });
  }
  const { kind, body } = make(copies);
  const sent = await appendMessage(context, {
    messageId,
    conversationId: target,
    senderId,
    clientId: context.newId(),
    kind,
    body,
    noForward,
  });
  if (kept.length > 0) await keepFiles(context, { conversationId: target, messageId, seq: sent.seq }, kept);
  return sent;
}
