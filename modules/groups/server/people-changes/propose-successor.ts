import { sql } from 'kysely';
import { successorNotice } from '../../contract/notices.ts';
import { ledLine } from '../../contract/people-changes.ts';
import { groupsWhere } from '../group-rows.ts';
import type { Command } from '../groups-tables.ts';
import { recordHappening } from '../record-happening.ts';
import { tell } from '../tell.ts';

/** Asks whoever was named in the hand-over of a leaver to take over the groups that nobody was asked for yet; they accept or decline (G8). */
export async function proposeSuccessor(context: Command, leaverId: string): Promise<void> {
  const { rows } = await sql<{
    id: string;
    conversation_id: string;
    to_id: string;
    to_name: string;
    from_name: string;
  }>`
    with named as (
      select successor_id from directory.published_successor
      where person_id = ${leaverId}::uuid and line in (${ledLine.name}, '') order by line desc limit 1
    )
    update groups.hand_over h set to_id = n.successor_id
    from named n join directory.published_person t on t.id = n.successor_id and t.active,
      directory.published_person f
    where h.from_id = ${leaverId}::uuid and f.id = h.from_id and h.why = 'leaving' and h.state = 'open'
      and h.to_id is null
    returning h.id, h.conversation_id, h.to_id, t.name as to_name, f.name as from_name`.execute(context.db);
  for (const row of rows) {
    const [group] = await groupsWhere(
      context.db,
      sql<boolean>`g.conversation_id = ${row.conversation_id}::uuid`,
      'lock',
    );
    if (!group) continue;
    const facts = { group: group.name, leader: row.from_name };
    await tell(context, successorNotice, [row.to_id], row.conversation_id, facts, '/groups/mine');
    await recordHappening(context, group, 'handOverBegun', { name: row.to_name }, [row.to_id]);
  }
}
