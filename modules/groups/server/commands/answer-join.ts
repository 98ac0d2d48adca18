import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { addMembers } from '#modules/messaging/contract/conversations.ts';
import { joinNotOpen } from '../../contract/failures.ts';
import * as contract from '../../contract/join-operations.ts';
import { joinAcceptedNotice, joinDeclinedNotice } from '../../contract/notices.ts';
import { isMember, lockLedGroup } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { requireRoom } from '../room-in.ts';
import { requireActive } from '../set-leaders.ts';
import { governing } from '../settle.ts';
import { tell } from '../tell.ts';

/** Any leader answers, once. Whoever has come in meanwhile by another way is answered with yes. */
export const answerJoin = handle<GroupsTables>()(contract.answerJoin, async (context, { askId, accept, reason }) => {
  const { rows } = await sql<{ conversation_id: string; person_id: string; name: string; state: string }>`
    select j.conversation_id, j.person_id, p.name, j.state
    from groups.join_ask j join directory.published_person p on p.id = j.person_id
    where j.id = ${askId}::uuid`.execute(context.db);
  const [ask] = rows;
  if (!ask) throw refuse(notFound);
  const { conversation_id: conversationId, person_id: personId, name } = ask;
  const { group, kind, personId: leaderId } = await lockLedGroup(context, conversationId, 'leaders');
  const { rows: answered } = await sql`update groups.join_ask
    set state = ${accept ? 'accepted' : 'declined'}, answered_by = ${leaderId}, answered_at = ${context.now.toString()}
    where id = ${askId}::uuid and state = 'open' returning 1`.execute(context.db);
  if (answered.length === 0) throw refuse(joinNotOpen);
  const about = { group: group.name };
  if (accept) {
    if (!(await isMember(context.db, conversationId, personId))) {
      await requireActive(context, [personId]);
      await requireRoom(context, conversationId, kind, 1);
      await context.callAs(governing, addMembers, { conversationId, personIds: [personId] });
    }
    await tell(context, joinAcceptedNotice, [personId], conversationId, about, `/messages/${conversationId}`);
  } else {
    const facts = { ...about, reason: reason ?? '' };
    await tell(context, joinDeclinedNotice, [personId], conversationId, facts, '/groups/join');
  }
  const what = accept ? 'joinAccepted' : 'joinDeclined';
  await recordHappening(context, group, what, { name }, [personId, ...group.leader_ids]);
  return {};
});
