import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { messagePinned } from '../../contract/events.ts';
import { notLeader, tooManyPinned } from '../../contract/failures.ts';
import { loadMessage, requireOpen } from '../load-message.ts';
import { leads, loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Pinned messages of one conversation. */
const most = 20;

export const pinMessage = handle<MessagingTables>()(
  contract.pinMessage,
  async (context, { conversationId, seq, pinned }) => {
    const { personId } = context.person();
    // Locked, so that two don't pin the last free one.
    await loadMembership(context.db, conversationId, personId, 'lock');
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    requireOpen(member);
    if (member.kind === 'group' && !leads(member)) throw refuse(notLeader);
    const changed = pinned
      ? await sql`
          insert into messaging.pinned_message (conversation_id, seq, pinned_by, at)
          values (${conversationId}, ${seq}, ${personId}, ${context.now.toString()})
          on conflict do nothing returning seq`.execute(context.db)
      : await sql`
          delete from messaging.pinned_message where conversation_id = ${conversationId} and seq = ${seq}
          returning seq`.execute(context.db);
    if (changed.rows.length === 0) return {};
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from messaging.pinned_message where conversation_id = ${conversationId}`.execute(
      context.db,
    );
    if ((rows[0]?.count ?? 0) > most) throw refuse(tooManyPinned, { most });
    context.about('message', message.id);
    context.emit(messagePinned, { conversationId, seq, pinned, byId: personId });
    return {};
  },
);
