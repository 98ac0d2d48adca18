import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { alreadyIn, joiningClosed } from '../../contract/failures.ts';
import * as contract from '../../contract/join-operations.ts';
import { joinAskedNotice } from '../../contract/notices.ts';
import { groupsWhere, isMember } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { recordHappening } from '../record-happening.ts';
import { tell } from '../tell.ts';

/** Whoever might belong asks; all leaders learn of it (G11). A group of another kind isn't known to strangers. */
export const askToJoin = handle<GroupsTables>()(contract.askToJoin, async (context, { conversationId, reason }) => {
  const { personId, employerId } = context.person();
  const [group] = await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`, 'lock');
  if (group?.state !== 'active' || group.employer_id !== employerId) throw refuse(notFound);
  const isIn = await isMember(context.db, conversationId, personId);
  if ((await loadKind(context.db, group.kind)).joining === 'closed') throw refuse(isIn ? joiningClosed : notFound);
  if (isIn) throw refuse(alreadyIn);
  const { rows: belongs } = await sql`select from groups.expected
    where conversation_id = ${conversationId}::uuid and person_id = ${personId}::uuid`.execute(context.db);
  if (group.has_rule && belongs.length === 0) throw refuse(joiningClosed);
  const { rows: before } = await sql<{ id: string }>`select id from groups.join_ask
    where conversation_id = ${conversationId}::uuid and person_id = ${personId}::uuid and state = 'open'`.execute(
    context.db,
  );
  if (before[0]) return { askId: before[0].id };
  const askId = context.newId();
  await sql`insert into groups.join_ask (id, conversation_id, person_id, reason, at, state)
    values (${askId}, ${conversationId}, ${personId}, ${reason}, ${context.now.toString()}, 'open')`.execute(
    context.db,
  );
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
  const name = rows[0]?.name ?? '';
  await tell(context, joinAskedNotice, group.leader_ids, conversationId, { group: group.name, name }, '/groups/mine');
  await recordHappening(context, group, 'joinAsked', { name }, [personId, ...group.leader_ids]);
  return { askId };
});
