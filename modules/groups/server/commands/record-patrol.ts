import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { lockLedGroup } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';

/** A look through the group is a check of its members too: what was open then isn't held against the leader (S2 17, 18). */
export const recordPatrol = handle<GroupsTables>()(contract.recordPatrol, async (context, { conversationId, note }) => {
  const { group } = await lockLedGroup(context, conversationId, 'leaders');
  const now = context.now.toString();
  await sql`update groups.governed set patrolled_at = ${now}, patrol_told_at = null
    where conversation_id = ${conversationId}::uuid`.execute(context.db);
  await sql`update groups.open_difference set cleared_at = coalesce(cleared_at, ${now})
    where conversation_id = ${conversationId}::uuid and settled_at is null`.execute(context.db);
  await recordHappening(context, group, 'patrolled', { note });
  return {};
});
