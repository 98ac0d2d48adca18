import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { messageRemoved } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import { emptyMessage } from '../empty-message.ts';
import type { MessageTable, MessagingTables } from '../messaging-tables.ts';
import { messagesDue } from './messages-due.ts';

/** What stands in the place of a message that was kept as long as it may be. */
const reason = '保留期满 · Kept no longer';

/** Empties messages as a leader's removal does, so that screens, search, files and the event log follow in the same ways. */
export const eraseMessages = handle<MessagingTables>()(
  contract.eraseMessages,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { due, archived, ofHeld } = await messagesDue(context, kind, heldPersonIds);
    const { rows } = await sql<
      Pick<MessageTable, 'conversation_id' | 'seq' | 'id' | 'sender_id' | 'at'> & { employer_id: string | null }
    >`
      select m.conversation_id, m.seq, m.id, m.sender_id, m.at,
        (select p.employer_id from directory.published_person p where p.id = m.sender_id) as employer_id
      from messaging.message m where ${due} and not ${archived} and not coalesce(${ofHeld}, false)
      order by m.at, m.id limit ${most} for no key update of m skip locked`.execute(context.db);
    const erased = new Erased(most);
    for (const { conversation_id: conversationId, seq, id, sender_id: senderId, at, employer_id } of rows) {
      await emptyMessage(context, { conversationId, seq, removed: { byId: null, reason } });
      const facts = { conversationId, messageId: id, seq, sentAt: at, senderId, byId: null, reason };
      context.emit(messageRemoved, facts);
      erased.add(employer_id);
    }
    return erased.answer();
  },
);
