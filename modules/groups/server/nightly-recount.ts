import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import type { GroupsTables } from './groups-tables.ts';
import { recountEverything } from './recount-expected.ts';
import { follow } from './settle.ts';

/** Once a night everything is reckoned anew, so that a change that was missed (a parked event, a restore) mends itself. */
export const nightlyRecount = recurring<GroupsTables>()('groups.nightlyRecount', '20 3 * * *', async (context) => {
  await recountEverything(context);
  const { rows } = await sql<{ conversation_id: string }>`
    select distinct conversation_id from groups.difference order by conversation_id`.execute(context.db);
  await follow(
    context,
    rows.map((row) => row.conversation_id),
  );
});
