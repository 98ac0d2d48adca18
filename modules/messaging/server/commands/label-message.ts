import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { attachFiles } from '#modules/files/contract/operations.ts';
import { messageLabelled } from '../../contract/labels/events.ts';
import { labelNotYours } from '../../contract/labels/failures.ts';
import { isSecret, labelOf, rankOf } from '../../contract/labels/label.ts';
import * as contract from '../../contract/labels/operations.ts';
import { lowerLabels } from '../../contract/labels/permissions.ts';
import { keptMessageFiles, messageFiles } from '../../contract/message-files.ts';
import { loadMessage, requireOpen } from '../load-message.ts';
import { leads } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { attaching } from '../post-message.ts';
import { indexMessages } from '../search/index-messages.ts';

export const labelMessage = handle<MessagingTables>()(
  contract.labelMessage,
  async (context, { conversationId, seq, classification, reason }) => {
    const { personId } = context.person();
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    requireOpen(member);
    const before = labelOf(message.body);
    if (before === classification) return {};
    const rises = rankOf(classification) > rankOf(before);
    const may = rises ? message.sender_id === personId || leads(member) : context.may(lowerLabels);
    if (!may) throw refuse(labelNotYours);
    const core = classification === 'core';
    await sql`
      update messaging.message set body = ${JSON.stringify({ ...message.body, classification })}::jsonb,
        no_forward = no_forward or ${core}
      where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    await sql`
      insert into messaging.label_change (conversation_id, seq, number, at, by, before, after, reason)
      select ${conversationId}, ${seq}, 1 + count(*), ${context.now.toString()}::timestamptz, ${personId}::uuid, ${before},
        ${classification}, ${reason}
      from messaging.label_change where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    if (core) await keepHere();
    // Secrets aren't in the search.
    if (isSecret(classification))
      await sql`delete from messaging.message_search
        where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    else await indexMessages(context.db, conversationId, seq - 1, seq);
    context.about('message', message.id);
    context.emit(messageLabelled, {
      conversationId,
      messageId: message.id,
      seq,
      before,
      after: classification,
      byId: personId,
    });
    return {};

    /** Its files can't be used elsewhere from now on. */
    async function keepHere(): Promise<void> {
      const { rows } = await sql<{ file_id: string; owner_id: string }>`
        update messaging.message_file set owner_kind = ${keptMessageFiles.kind}
        where conversation_id = ${conversationId} and seq = ${seq} and owner_kind = ${messageFiles.kind}
        returning file_id, owner_id`.execute(context.db);
      for (const { file_id, owner_id: id } of rows) {
        const from = { module: messageFiles.module, kind: messageFiles.kind, id };
        const owner = { ...from, kind: keptMessageFiles.kind };
        await context.callAs(attaching, attachFiles, { owner, from, fileIds: [file_id], by: personId });
      }
    }
  },
);
