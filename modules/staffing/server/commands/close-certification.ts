import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { certificationChanged } from '../../contract/events.ts';
import { certificationIncomplete } from '../../contract/failures.ts';
import { certificationDue } from '../certification/certification-due-timer.ts';
import { byOf, headsOf, lockManaged } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const closeCertification = handle<StaffingTables>()(
  contract.closeCertification,
  async (context, { certificationId }) => {
    const { db } = context;
    const { employerId } = await lockManaged(context, certificationId);
    const { rows } = await sql<{ departments: number; differences: number }>`
      select (select count(*)::int from staffing.certified_department d
          where d.certification_id = ${certificationId}::uuid and d.confirmed_at is null) as departments,
        (select count(*)::int from staffing.certified_person p where p.certification_id = ${certificationId}::uuid
          and p.answer in ('gone', 'wrong') and p.settled_at is null) as differences`.execute(db);
    const { departments, differences } = rows[0] ?? { departments: 0, differences: 0 };
    if (departments + differences > 0) throw refuse(certificationIncomplete, { departments, differences });
    await sql`
      update staffing.certification set closed_at = ${context.now.toString()}, closed_by = ${byOf(context)}
      where id = ${certificationId}::uuid`.execute(db);
    await sql`
      insert into staffing.certify_since (employer_id, since) values (${employerId}, ${context.now.toString()})
      on conflict (employer_id) do update set since = excluded.since, told_at = null`.execute(db);
    await context.unschedule(certificationDue, certificationId);
    context.about('certification', certificationId);
    const headIds = await headsOf(context, certificationId);
    context.emit(certificationChanged, { certificationId, employerId, headIds });
    return {};
  },
);
