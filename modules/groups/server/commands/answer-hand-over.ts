import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { handOverNotOpen } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { groupsWhere } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { completeHandOver } from '../hand-over-steps.ts';
import { recordHappening } from '../record-happening.ts';

interface Open {
  conversation_id: string;
  from_id: string;
  from_name: string;
  to_id: string;
  to_name: string;
  state: string;
  why: string;
}

/** Only whom the hand-over names answers it; declined, it stays with the leader, who names another. */
export const answerHandOver = handle<GroupsTables>()(
  contract.answerHandOver,
  async (context, { handOverId, accept }) => {
    const { personId } = context.person();
    const { rows } = await sql<Open>`
      select h.conversation_id, h.from_id, f.name as from_name, h.to_id, t.name as to_name, h.state, h.why
      from groups.hand_over h join directory.published_person f on f.id = h.from_id
      join directory.published_person t on t.id = h.to_id
      where h.id = ${handOverId}::uuid and h.to_id = ${personId}::uuid for update of h`.execute(context.db);
    const [open] = rows;
    if (!open) throw refuse(notFound);
    if (open.state !== 'open') throw refuse(handOverNotOpen);
    const [group] = await groupsWhere(
      context.db,
      sql<boolean>`g.conversation_id = ${open.conversation_id}::uuid`,
      'lock',
    );
    if (!group) throw refuse(notFound);
    const now = context.now.toString();
    if (accept) {
      await sql`update groups.hand_over set state = 'accepted', ended_at = ${now} where id = ${handOverId}::uuid`.execute(
        context.db,
      );
      await recordHappening(context, group, 'handOverAccepted', { name: open.to_name }, [open.from_id, personId]);
      const from = { id: open.from_id, name: open.from_name };
      await completeHandOver(context, group, from, { id: personId, name: open.to_name });
    } else {
      // One that the leader began himself is over with it; what leaving or moving asks for stays open.
      await sql`update groups.hand_over set to_id = null, state = case why when 'other' then 'dropped' else state end,
          ended_at = case why when 'other' then ${now}::timestamptz end
        where id = ${handOverId}::uuid`.execute(context.db);
      await recordHappening(context, group, 'handOverDeclined', { name: open.to_name }, [open.from_id, personId]);
    }
    return {};
  },
);
