import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { removeMember } from '#modules/messaging/contract/group-tools.ts';
import { isNoGuest } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { isMember, lockLedGroup } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { governing } from '../settle.ts';

export const endGuest = handle<GroupsTables>()(contract.endGuest, async (context, { conversationId, personId }) => {
  const { group } = await lockLedGroup(context, conversationId);
  const { rows } = await sql`delete from groups.guest
    where conversation_id = ${conversationId}::uuid and person_id = ${personId}::uuid returning 1`.execute(context.db);
  if (rows.length === 0) throw refuse(isNoGuest);
  if (await isMember(context.db, conversationId, personId)) {
    await context.callAs(governing, removeMember, { conversationId, personId });
  }
  await recordHappening(context, group, 'guestEnded', {}, [personId]);
  return {};
});
