import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { StaffType } from '../../contract/shapes.ts';
import type { DirectoryViews } from '../../contract/views.ts';

interface Period {
  valid_from: string;
  valid_to: string | null;
  id: string;
  name: string;
}

const period = (row: { valid_from: string; valid_to: string | null }) => ({
  from: row.valid_from,
  until: row.valid_to,
});

export const readPersonHistory = handle<DirectoryViews>()(contract.readPersonHistory, async (context, { personId }) => {
  const { db } = context;
  const own = context.actor.kind === 'person' && context.actor.personId === personId;
  const { rows: found } = await sql`
      select from directory.person p where p.id = ${personId}::uuid
        and (${own} or ${context.within(managePeople, 'p.id')})`.execute(db);
  if (found.length === 0) throw refuse(notFound);
  const latestFirst = sql`order by x.valid_from desc, name limit 500`;
  const { rows: departments } = await sql<Period & { is_main: boolean }>`
      select x.valid_from, x.valid_to, x.is_main, d.id, d.name from directory.membership x
      join directory.department d on d.id = x.department_id where x.person_id = ${personId}::uuid ${latestFirst}`.execute(
    db,
  );
  const { rows: supervisors } = await sql<Period>`
      select x.valid_from, x.valid_to, p.id, p.name from directory.supervision x
      join directory.person p on p.id = x.supervisor_id where x.person_id = ${personId}::uuid ${latestFirst}`.execute(
    db,
  );
  const { rows: posts } = await sql<Period & { department_id: string; department: string }>`
      select x.valid_from, x.valid_to, post.id, post.name, d.id as department_id, d.name as department
      from directory.post_holding x join directory.post on post.id = x.post_id
      join directory.department d on d.id = x.department_id where x.person_id = ${personId}::uuid
      order by x.valid_from desc, post.name limit 500`.execute(db);
  const { rows: records } = await sql<
    Period & { employer_id: string; employer: string; job_title: string | null; staff_type: StaffType }
  >`
      select x.valid_from, x.valid_to, x.person_id as id, x.name, e.id as employer_id, e.name as employer, x.job_title,
        x.staff_type
      from directory.person_record x join directory.employer e on e.id = x.employer_id
      where x.person_id = ${personId}::uuid order by x.valid_from desc limit 500`.execute(db);
  return {
    departments: departments.map((row) => ({
      ...period(row),
      department: { id: row.id, name: row.name },
      main: row.is_main,
    })),
    supervisors: supervisors.map((row) => ({ ...period(row), supervisor: { id: row.id, name: row.name } })),
    posts: posts.map((row) => ({
      ...period(row),
      post: { id: row.id, name: row.name },
      department: { id: row.department_id, name: row.department },
    })),
    records: records.map((row) => ({
      ...period(row),
      name: row.name,
      employer: { id: row.employer_id, name: row.employer },
      jobTitle: row.job_title,
      staffType: row.staff_type,
    })),
  };
});
