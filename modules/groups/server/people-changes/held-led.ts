import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { GroupsTables } from '../groups-tables.ts';

export const heldLed = handle<GroupsTables>()(contract.heldLed, async (context, { personId }) => {
  const { rows } = await sql<{ name: string }>`
    select g.name from groups.leader l join groups.governed g using (conversation_id)
    join directory.published_person p on p.id = l.person_id
    where l.person_id = ${personId}::uuid and g.state = 'active' and ${context.within(managePeople, 'p.id')}
    order by g.name, g.conversation_id`.execute(context.db);
  return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => row.name) };
});
