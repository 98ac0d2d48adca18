import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { headsDepartment, managesEmployer } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const listCertified = handle<StaffingTables>()(contract.listCertified, async (context, input) => {
  const { certificationId, departmentId, differences, cursor = null, limit } = input;
  const { rows: found } = await sql<{
    id: string;
    name: string;
    department_id: string;
    account: string;
    department: string;
    job_title: string | null;
    posts: string[];
    answer: 'right' | 'gone' | 'wrong' | null;
    note: string | null;
    settled_note: string | null;
    by_id: string | null;
    by_name: string | null;
    settler_id: string | null;
    settler: string | null;
  }>`
    select p.person_id as id, p.name, p.department_id, p.account, d.name as department, p.job_title, p.posts, p.answer, p.note,
      p.settled_note, a.id as by_id, a.name as by_name, s.id as settler_id, s.name as settler
    from staffing.certification c join staffing.certified_person p on p.certification_id = c.id
    join staffing.certified_department d on d.certification_id = c.id and d.department_id = p.department_id
    left join directory.published_person a on a.id = p.answered_by
    left join directory.published_person s on s.id = p.settled_by
    where c.id = ${certificationId}::uuid and (${managesEmployer(context)} or ${headsDepartment(context)})
      and (${departmentId ?? null}::uuid is null or p.department_id = ${departmentId ?? null}::uuid)
      and (not ${differences} or p.answer in ('gone', 'wrong'))
      and (${cursor}::uuid is null or p.person_id > ${cursor}::uuid)
    order by p.person_id limit ${limit + 1}`.execute(context.db);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const named = (id: string | null, name: string | null) => (id && name ? { id, name } : null);
  return {
    rows: rows.map((row) => ({
      person: { id: row.id, name: row.name },
      departmentId: row.department_id,
      account: row.account,
      department: row.department,
      jobTitle: row.job_title,
      posts: row.posts,
      answer: row.answer,
      note: row.note,
      answeredBy: named(row.by_id, row.by_name),
      settledNote: row.settled_note,
      settledBy: named(row.settler_id, row.settler),
    })),
    ...(found.length > limit && last ? { next: last.id } : {}),
  };
});
