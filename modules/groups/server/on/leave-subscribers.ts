import { sql } from 'kysely';
import { type Subscriber, subscriber } from '#kernel/server/define-module.ts';
import { leaveDropped, leaveTaken } from '#modules/leave/contract/events.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** No deadline runs during a leader's leave (G7). Its kind isn't told. */
const onLeaveTaken = subscriber<GroupsTables>()('groups.onLeaveTaken', leaveTaken, async (context, { facts }) => {
  await sql`insert into groups.absence (source, person_id, begins, ends)
    values (${`leave:${facts.requestId}`}, ${facts.personId}, ${facts.begins}, ${facts.ends})
    on conflict (source) do update set begins = excluded.begins, ends = excluded.ends`.execute(context.db);
});

const onLeaveDropped = subscriber<GroupsTables>()('groups.onLeaveDropped', leaveDropped, async (context, { facts }) => {
  await sql`delete from groups.absence where source = ${`leave:${facts.requestId}`}`.execute(context.db);
});

/** Leave of leaders. */
export const leaveSubscribers: readonly Subscriber[] = [onLeaveTaken, onLeaveDropped];
