import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { changePlanned } from '#modules/directory/contract/events.ts';
import { everything, successorNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** A successor who was named together with the leaving is told as well. */
export const onLeavingPlanned = subscriber<StaffingTables>()(
  'staffing.onLeavingPlanned',
  changePlanned,
  async (context, { facts: { subjectId } }) => {
    const { rows } = await sql<{ name: string; successor_id: string; last_day: string }>`
      select p.name, s.successor_id, (s.leaves_on - 1)::text as last_day from directory.published_successor s
      join directory.published_person p on p.id = s.person_id
      where s.person_id = ${subjectId}::uuid and s.line = '' and not exists (select from notifications.published_notice n
        where n.person_id = s.successor_id and n.kind = ${successorNotice.code} and n.about_type = 'staffing.leaver'
          and n.about_id = ${subjectId})`.execute(context.db);
    const [named] = rows;
    if (!named) return;
    await tellPeople(context, successorNotice, [named.successor_id], {
      facts: { leaver: named.name, what: everything, day: named.last_day },
      about: { type: 'staffing.leaver', id: subjectId },
      link: `/directory/people/${subjectId}`,
    });
  },
);
