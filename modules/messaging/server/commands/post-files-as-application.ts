import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { copyProgramUploads } from '#modules/files/contract/program-uploads.ts';
import * as contract from '../../contract/application-chats.ts';
import { groupClosed } from '../../contract/failures.ts';
import type { Classification } from '../../contract/labels/label.ts';
import { keptMessageFiles, messageFiles } from '../../contract/message-files.ts';
import { appendToMany } from '../append-message.ts';
import { applicationChats } from '../application-chat-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { attaching } from '../post-message.ts';

interface Place {
  readonly id: string;
  readonly classification: Classification;
  readonly stays: boolean;
  readonly closed: boolean;
}

export const postFilesAsApplication = handle<MessagingTables>()(
  contract.postFilesAsApplication,
  async (context, { personIds, conversationIds, program, fileIds, text, applicationId, name }) => {
    // Whoever could call it by hand would speak as an application.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const chats = personIds.length > 0 ? await applicationChats(context, { applicationId, name }, personIds) : [];
    const wanted = [...conversationIds, ...chats.map(({ id }) => id)];
    // Held, so that each takes its message below; in the order of their ids, as everybody does who writes to several.
    const { rows: places } = await sql<Place>`
      select id, classification, not forwarding or forward_consent as stays, closed_at is not null as closed
      from messaging.conversation where id = any(${sql.val(wanted)}::uuid[]) order by id for no key update`.execute(
      context.db,
    );
    if (places.length < new Set(wanted).size) throw refuse(notFound);
    if (places.some(({ closed }) => closed)) throw refuse(groupClosed);
    if (places.length === 0) return { posted: 0 };
    const messages = places.map((place) => {
      const core = place.classification === 'core';
      const { module, kind } = core || place.stays ? keptMessageFiles : messageFiles;
      const messageId = context.newId();
      return { messageId, place, noForward: core, owner: { module, kind, id: messageId } };
    });
    const owners = messages.map(({ owner }) => owner);
    const { copies } = await context.callAs(attaching, copyProgramUploads, { program, fileIds, owners });
    const sent = await appendToMany(
      context,
      messages.map(({ messageId, place: { id, classification }, noForward }, n) => ({
        messageId,
        conversationId: id,
        senderId: null,
        clientId: null,
        kind: 'file',
        // A program doesn't choose: what it says is as secret as the conversation.
        body: {
          fileIds: copies[n] ?? [],
          ...(text === undefined ? {} : { text }),
          applicationId,
          from: name,
          ...(classification === 'internal' ? {} : { classification }),
        },
        noForward,
      })),
    );
    const seqs = new Map(sent.map(({ messageId, seq }) => [messageId, seq]));
    if (seqs.size < messages.length) throw new Error('a conversation that is held took no message');
    const kept = messages.flatMap(({ messageId, place, owner }, n) =>
      (copies[n] ?? []).map((fileId) => ({ fileId, messageId, kind: owner.kind, conversationId: place.id })),
    );
    const column = (of: (one: (typeof kept)[number]) => string | number) => sql.val(kept.map(of));
    await sql`
      insert into messaging.message_file (file_id, message_id, owner_kind, owner_id, conversation_id, seq)
      select f.id, f.message_id, f.kind, f.message_id::text, f.conversation_id, f.seq
      from unnest(${column((one) => one.fileId)}::uuid[], ${column((one) => one.messageId)}::uuid[],
        ${column((one) => one.kind)}::text[], ${column((one) => one.conversationId)}::uuid[],
        ${column((one) => seqs.get(one.messageId) ?? 0)}::int[]) as f(id, message_id, kind, conversation_id, seq)`.execute(
      context.db,
    );
    context.about('application', applicationId);
    return { posted: sent.length };
  },
);
