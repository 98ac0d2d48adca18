import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { reactionChanged } from '../../contract/events.ts';
import { tooManyReactions } from '../../contract/failures.ts';
import { loadMessage, requireOpen } from '../load-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Different emoji at one message. */
const most = 20;

export const reactToMessage = handle<MessagingTables>()(
  contract.reactToMessage,
  async (context, { conversationId, seq, emoji, on }) => {
    const { personId } = context.person();
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    requireOpen(member);
    const changed = on
      ? await sql`
          insert into messaging.reaction (conversation_id, seq, emoji, person_id, at)
          values (${conversationId}, ${seq}, ${emoji}, ${personId}, ${context.now.toString()})
          on conflict do nothing returning emoji`.execute(context.db)
      : await sql`
          delete from messaging.reaction where conversation_id = ${conversationId} and seq = ${seq}
            and emoji = ${emoji} and person_id = ${personId} returning emoji`.execute(context.db);
    if (changed.rows.length === 0) return {};
    const { rows } = await sql<{ kinds: number }>`
      select count(distinct emoji)::int as kinds from messaging.reaction
      where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    if ((rows[0]?.kinds ?? 0) > most) throw refuse(tooManyReactions, { most });
    context.about('message', message.id);
    context.emit(reactionChanged, { conversationId, seq, emoji, personId, on });
    return {};
  },
);
