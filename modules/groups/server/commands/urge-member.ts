import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { urgedNotice } from '../../contract/notices.ts';
import * as contract from '../../contract/operations.ts';
import { lockLedGroup } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { tell } from '../tell.ts';

/** What the leader says to a person of his group stands as evidence that he did check (S2 8, 17). */
export const urgeMember = handle<GroupsTables>()(
  contract.urgeMember,
  async (context, { conversationId, personId, text }) => {
    const { group, personId: leaderId } = await lockLedGroup(context, conversationId, 'leaders');
    const { rows } = await sql<{ id: string; name: string }>`
      select p.id, p.name from directory.published_person p where p.active and p.id = any(${sql.val([personId, leaderId])}::uuid[])
        and (p.id = ${leaderId}::uuid
          or exists (select from messaging.published_member m where m.conversation_id = ${conversationId}::uuid and m.person_id = p.id)
          or exists (select from groups.expected x where x.conversation_id = ${conversationId}::uuid and x.person_id = p.id))`.execute(
      context.db,
    );
    const urged = rows.find((row) => row.id === personId);
    const leader = rows.find((row) => row.id === leaderId);
    if (!urged || !leader) throw refuse(notFound);
    await sql`update groups.open_difference set cleared_at = coalesce(cleared_at, ${context.now.toString()})
      where conversation_id = ${conversationId}::uuid and person_id = ${personId}::uuid and settled_at is null`.execute(
      context.db,
    );
    const facts = { group: group.name, leader: leader.name, text };
    await tell(context, urgedNotice, [personId], conversationId, facts, `/messages/${conversationId}`);
    await recordHappening(context, group, 'urged', { name: urged.name, text });
    return {};
  },
);
