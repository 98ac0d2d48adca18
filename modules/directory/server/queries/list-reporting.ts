import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

const most = 2_000;

export const listReporting = handle<DirectoryViews>()(
  contract.listReporting,
  async (context, { supervisorId, on, levels }) => {
    const hidden = await hiddenFrom(context);
    const { rows: found } = await sql<{ time_zone: string }>`
      select e.time_zone from directory.person p join directory.employer e on e.id = p.employer_id
      where p.id = ${supervisorId}::uuid and ${context.within(readDirectory, 'p.id')}
        and not ${hidden.of(['person'], 'p.id')}`.execute(context.db);
    const supervisor = found[0];
    if (!supervisor) throw refuse(notFound);
    const day = on ?? todayIn(supervisor.time_zone, context.now);
    const holds = (alias: string) =>
      sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date
        and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;
    const { rows } = await sql<{
      person_id: string;
      name: string;
      supervisor_id: string;
      level: number;
      department_id: string | null;
      department: string | null;
      job_title: string | null;
    }>`
      with recursive below as (
        select s.person_id, s.supervisor_id, 1 as level from directory.supervision s
        where s.supervisor_id = ${supervisorId}::uuid and ${holds('s')}
        union all
        select s.person_id, s.supervisor_id, below.level + 1 from below
        join directory.supervision s on s.supervisor_id = below.person_id and ${holds('s')}
        where below.level < ${levels}
      )
      select below.person_id, r.name, below.supervisor_id, below.level, r.job_title,
        m.department_id, dr.name as department
      from below
      join directory.person_record r on r.person_id = below.person_id and ${holds('r')}
      left join directory.membership m on m.person_id = below.person_id and m.is_main and ${holds('m')}
      left join directory.department_record dr on dr.department_id = m.department_id and ${holds('dr')}
      where not ${hidden.of(['person'], 'below.person_id')}
      order by below.level, r.name, below.person_id limit ${most + 1}`.execute(context.db);
    return {
      on: day,
      rows: rows.slice(0, most).map((row) => ({
        person: { id: row.person_id, name: row.name },
        supervisorId: row.supervisor_id,
        level: row.level,
        department:
          row.department_id !== null && row.department !== null
            ? { id: row.department_id, name: row.department }
            : null,
        jobTitle: row.job_title,
      })),
      more: rows.length > most,
    };
  },
);
