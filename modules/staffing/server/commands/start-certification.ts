import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { dayInThePast, employerUnknown } from '#modules/directory/contract/failures.ts';
import * as contract from '../../contract/clean-up.ts';
import { certificationChanged } from '../../contract/events.ts';
import { certificationOpen } from '../../contract/failures.ts';
import { certifyNotice } from '../../contract/notices.ts';
import { certifyUsers } from '../../contract/permissions.ts';
import { certificationDue } from '../certification/certification-due-timer.ts';
import { byOf, headsOf } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const startCertification = handle<StaffingTables>()(
  contract.startCertification,
  async (context, { employerId, dueOn }) => {
    const { db } = context;
    const { company, employerIds } = context.reach(certifyUsers);
    const { rows: employers } = await sql<{ time_zone: string; root_id: string | null }>`
      select e.time_zone, (select d.id from directory.published_department d
          left join directory.published_department a on a.id = d.parent_id
          where d.employer_id = e.id and a.employer_id is distinct from e.id order by d.number limit 1) as root_id
      from directory.published_employer e where e.id = ${employerId}::uuid`.execute(db);
    const [employer] = employers;
    if (!employer || !(company || employerIds.includes(employerId))) throw refuse(employerUnknown);
    const today = context.now.toZonedDateTimeISO(employer.time_zone).toPlainDate().toString();
    if (dueOn < today) throw refuse(dayInThePast, { today });
    const certificationId = context.newId();
    const { rows: begun } = await sql`
      insert into staffing.certification (id, employer_id, made_at, made_by, due_on)
      values (${certificationId}, ${employerId}, ${context.now.toString()}, ${byOf(context)}, ${dueOn})
      on conflict (employer_id) where closed_at is null do nothing returning 1`.execute(db);
    if (begun.length === 0) throw refuse(certificationOpen);
    await sql`
      insert into staffing.certified_department (certification_id, department_id, name)
      select distinct ${certificationId}::uuid, d.id, d.name
      from directory.published_person p join directory.published_department d on d.id = p.main_department_id
      where p.employer_id = ${employerId}::uuid and p.active`.execute(db);
    await sql`
      insert into staffing.certified_person (certification_id, person_id, department_id, name, account, job_title, posts)
      select ${certificationId}::uuid, p.id, p.main_department_id, p.name, p.account, p.job_title,
        array(select distinct o.name from directory.published_post_holding h join directory.published_post o on o.id = h.post_id
          where h.person_id = p.id order by o.name)
      from directory.published_person p where p.employer_id = ${employerId}::uuid and p.active`.execute(db);
    context.about('certification', certificationId);
    await context.schedule(certificationDue, {
      key: certificationId,
      at: Temporal.PlainDate.from(dueOn)
        .toZonedDateTime({ timeZone: employer.time_zone, plainTime: '09:00' })
        .toInstant(),
      input: { certificationId },
    });
    const { rows: departments } = await sql<{ name: string; head_ids: string[] }>`
      select d.name, array(select h.person_id from directory.published_head h where h.department_id = d.department_id
        order by h.rank) as head_ids
      from staffing.certified_department d where d.certification_id = ${certificationId}::uuid`.execute(db);
    for (const { name, head_ids } of departments) {
      await tellPeople(context, certifyNotice, head_ids, {
        facts: { department: name, day: dueOn },
        about: { type: 'staffing.certification', id: certificationId },
        link: `/people/certifications/${certificationId}`,
      });
    }
    const headIds = await headsOf(context, certificationId);
    context.emit(certificationChanged, { certificationId, employerId, headIds });
    return { certificationId };
  },
);
