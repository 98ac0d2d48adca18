import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import { findOpenHandOvers } from '../find-open-hand-overs.ts';
import { groupsWhere, ledBy } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { replaceLeaver } from '../hand-over-steps.ts';

export const handOverLed = handle<GroupsTables>()(
  contract.handOverLed,
  async (context, { personId, successorId, named }) => {
    requireSystem(context, managePeople);
    context.about('person', personId);
    const led = await groupsWhere(context.db, sql<boolean>`g.state = 'active' and ${ledBy(personId)}`, 'lock');
    // Whoever didn't see to it before the day has let it lie; that is found before the place is filled.
    await findOpenHandOvers(context, personId);
    for (const group of led) await replaceLeaver(context, group, personId, successorId, named);
    return { handed: led.length };
  },
);
