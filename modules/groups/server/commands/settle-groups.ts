import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { groupsWhere, isWithin, ledBy } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { settle } from '../settle.ts';

/** One tap over all groups that one leads (G7). Who manages groups settles any that he names. */
export const settleGroups = handle<GroupsTables>()(contract.settleGroups, async (context, { conversationIds }) => {
  const { personId } = context.person();
  const which = conversationIds
    ? sql<boolean>`g.conversation_id = any(${sql.val(conversationIds)}::uuid[])`
    : ledBy(personId);
  const groups = await groupsWhere(context.db, sql<boolean>`g.state = 'active' and ${which}`, 'lock');
  if (conversationIds && groups.length < new Set(conversationIds).size) throw refuse(notFound);
  const total = { joined: 0, left: 0 };
  for (const group of groups) {
    if (!group.leader_ids.includes(personId) && !(await isWithin(context, group.applicant_id))) throw refuse(notFound);
    const { joined, left } = await settle(context, group);
    total.joined += joined;
    total.left += left;
  }
  return total;
});
