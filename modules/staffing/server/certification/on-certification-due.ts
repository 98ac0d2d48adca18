import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { certifyNotice, certifyOpenNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';
import { certificationDue } from './certification-due-timer.ts';

/** Heads who haven't confirmed are told again, and whoever began it how many there are. */
export const onCertificationDue = onTimer<StaffingTables>()(certificationDue, async (context, { certificationId }) => {
  const { rows } = await sql<{ name: string; due_on: string; made_by: string | null; head_ids: string[] }>`
    select d.name, c.due_on, c.made_by, array(select h.person_id from directory.published_head h
        where h.department_id = d.department_id order by h.rank) as head_ids
    from staffing.certification c join staffing.certified_department d on d.certification_id = c.id
    where c.id = ${certificationId}::uuid and c.closed_at is null and d.confirmed_at is null order by d.name`.execute(
    context.db,
  );
  const told = {
    about: { type: 'staffing.certification', id: certificationId },
    link: `/people/certifications/${certificationId}`,
  };
  for (const { name, due_on, head_ids } of rows) {
    await tellPeople(context, certifyNotice, head_ids, { facts: { department: name, day: due_on }, ...told });
  }
  const by = rows[0]?.made_by;
  if (by) await tellPeople(context, certifyOpenNotice, [by], { facts: { count: rows.length }, ...told });
});
