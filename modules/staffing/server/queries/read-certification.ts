import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { headsDepartment, managesEmployer } from '../certification/certification-rows.ts';
import { certificationSummaries } from '../certification/certification-summary.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const readCertification = handle<StaffingTables>()(
  contract.readCertification,
  async (context, { certificationId }) => {
    const { db } = context;
    const { rows } = await sql<{
      department_id: string;
      name: string;
      people: number;
      confirmed_at: string | null;
      by_id: string | null;
      by_name: string | null;
      mine: boolean;
      manages: boolean;
    }>`
      select d.department_id, d.name, d.confirmed_at, b.id as by_id, b.name as by_name,
        (select count(*)::int from staffing.certified_person p
          where p.certification_id = c.id and p.department_id = d.department_id) as people,
        ${headsDepartment(context)} as mine, ${managesEmployer(context)} as manages
      from staffing.certification c join staffing.certified_department d on d.certification_id = c.id
      left join directory.published_person b on b.id = d.confirmed_by
      where c.id = ${certificationId}::uuid and (${managesEmployer(context)} or ${headsDepartment(context)})
      order by d.confirmed_at is not null, d.name, d.department_id`.execute(db);
    const [summary] = await certificationSummaries(db, sql`c.id = ${certificationId}::uuid`, 1);
    const [first] = rows;
    if (!summary || !first) throw refuse(notFound);
    return {
      ...summary,
      rows: rows.map((row) => ({
        departmentId: row.department_id,
        name: row.name,
        people: row.people,
        confirmedAt: row.confirmed_at,
        confirmedBy: row.by_id && row.by_name ? { id: row.by_id, name: row.by_name } : null,
        mine: row.mine,
      })),
      may: first.manages && summary.state === 'open' ? ['manage' as const] : [],
    };
  },
);
