import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { conversationOpened } from '../../contract/events.ts';
import { withYourself } from '../../contract/failures.ts';
import { addToConversation, requireActive } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const openDirect = handle<MessagingTables>()(contract.openDirect, async (context, { personId: otherId }) => {
  const { personId } = context.person();
  if (otherId === personId) throw refuse(withYourself);
  const [low = '', high = ''] = [personId, otherId].sort();
  const existing = () =>
    sql<{ id: string }>`
      select id from messaging.conversation where low_person_id = ${low} and high_person_id = ${high}`.execute(
      context.db,
    );
  const [held] = (await existing()).rows;
  if (held) return { conversationId: held.id };
  await requireActive(context.db, [otherId]);
  const conversationId = context.newId();
  const at = context.now.toString();
  const made = await sql`
    insert into messaging.conversation (id, kind, low_person_id, high_person_id, last_at, member_count, made_at, made_by)
    values (${conversationId}, 'direct', ${low}, ${high}, ${at}, 2, ${at}, ${personId})
    on conflict on constraint conversation_pair do nothing`.execute(context.db);
  if (made.numAffectedRows === 0n) {
    // Both opened it at the same moment: the other's row is committed by now.
    const [theirs] = (await existing()).rows;
    if (theirs) return { conversationId: theirs.id };
    throw new Error('the conversation of a pair vanished');
  }
  await addToConversation(context.db, { conversationId, personIds: [low, high], seq: 0, at });
  context.about('conversation', conversationId);
  context.emit(conversationOpened, { conversationId, kind: 'direct', personIds: [low, high] });
  return { conversationId };
});
