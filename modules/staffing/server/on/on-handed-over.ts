import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { handedOver } from '#modules/directory/contract/events.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { handedNotice, handOverOpenNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { hrOf, tellPeople } from '../tell-people.ts';

/** Everybody who took something over is told what, and whether it came to them by default; HR is told what nobody could take. */
export const onHandedOver = subscriber<StaffingTables>()(
  'staffing.onHandedOver',
  handedOver,
  async (context, { facts: { personId, lines } }) => {
    const { rows } = await sql<{ name: string }>`
      select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
    const leaver = rows[0]?.name ?? '';
    const declared = extensionsAt(handOverLines, context.contracts);
    const about = { type: 'staffing.leaver', id: personId };
    for (const [successorId, theirs] of Map.groupBy(lines, (line) => line.successorId)) {
      if (successorId === null) {
        const facts = { leaver, count: theirs.length };
        const link = `/people/leavings/${personId}`;
        await tellPeople(context, handOverOpenNotice, await hrOf(context, personId), { facts, about, link });
        continue;
      }
      const what = theirs.map(({ line, handed, chosen }) => ({
        title: declared.find((one) => one.name === line)?.title ?? { zh: line, en: line },
        count: handed,
        named: chosen === 'line' || chosen === 'all',
      }));
      await tellPeople(context, handedNotice, [successorId], { facts: { leaver, what }, about, link: '/todo' });
    }
  },
);
