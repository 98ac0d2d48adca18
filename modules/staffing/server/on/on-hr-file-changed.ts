import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { hrFileChanged } from '#modules/directory/contract/events.ts';
import { hrFileFaultyNotice, hrFileNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { hrOf, tellPeople } from '../tell-people.ts';

/** HR of the employer is told of a file that waits for approval, or is wrong and where. */
export const onHrFileChanged = subscriber<StaffingTables>()(
  'staffing.onHrFileChanged',
  hrFileChanged,
  async (context, { facts: { importId, employerId, waits, faulty } }) => {
    if (!waits) return;
    const { rows } = await sql<{ id: string }>`
      select id from directory.published_person where employer_id = ${employerId}::uuid and active order by id limit 1`.execute(
      context.db,
    );
    const [somebody] = rows;
    if (!somebody) return;
    const hr = await hrOf(context, somebody.id);
    const where = { about: { type: 'staffing.hrFile', id: importId }, link: `/people/import/${importId}` };
    if (faulty) await tellPeople(context, hrFileFaultyNotice, hr, { facts: faulty, ...where });
    else await tellPeople(context, hrFileNotice, hr, { facts: {}, ...where });
  },
);
