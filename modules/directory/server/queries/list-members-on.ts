import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/chart.ts';
import { managePeople, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { departmentsWithin } from '../department-reach.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const listMembersOn = handle<DirectoryViews>()(contract.listMembersOn, async (context, input) => {
  const { departmentId, on, below, limit } = input;
  const hidden = await hiddenFrom(context);
  const holds = (alias: string) =>
    sql`${sql.ref(`${alias}.valid_from`)} <= ${on}::date
      and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${on}::date)`;
  const inside = below
    ? sql`m.department_id in (select t.descendant_id from directory.department_tree t
        where t.ancestor_id = ${departmentId}::uuid and ${holds('t')})`
    : sql`m.department_id = ${departmentId}::uuid`;
  // Leavers, and who once was elsewhere, are for whoever manages people; colleagues see those who are here.
  const all = sql`${inside} and ${holds('m')} and ${departmentsWithin(context, readDirectory)}
    and not ${hidden.department()} and not ${hidden.of(['person'], 'p.id')}
    and ((p.left_on is null and m.valid_to is null and ${context.within(readDirectory, 'p.id')})
      or ${context.within(managePeople, 'p.id')})`;
  const [key, id, at] = input.cursor === undefined ? [] : readCursor(input.cursor, 3);
  const from = sql`from directory.membership m
    join directory.person p on p.id = m.person_id
    join directory.department d on d.id = m.department_id`;
  const { rows: found } = await sql<{
    id: string;
    name: string;
    job_title: string | null;
    department_id: string;
    department: string;
    is_main: boolean;
    from: string;
    until: string | null;
    sort_key: string;
  }>`
    select p.id, coalesce(r.name, p.name) as name, r.job_title, m.department_id, coalesce(dr.name, d.name) as department,
      m.is_main, m.valid_from as from, m.valid_to as until, p.sort_key
    ${from}
    left join directory.person_record r on r.person_id = p.id and ${holds('r')}
    left join directory.department_record dr on dr.department_id = m.department_id and ${holds('dr')}
    where ${all} and (${key ?? null}::text is null
      or (p.sort_key, p.id, m.department_id) > (${key ?? null}, ${id ?? null}::uuid, ${at ?? null}::uuid))
    order by p.sort_key, p.id, m.department_id limit ${limit + 1}`.execute(context.db);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const total =
    input.cursor === undefined
      ? (await sql<{ total: number }>`select count(*)::int as total ${from} where ${all}`.execute(context.db)).rows[0]
      : undefined;
  return {
    rows: rows.map((row) => ({
      person: { id: row.id, name: row.name },
      jobTitle: row.job_title,
      department: { id: row.department_id, name: row.department },
      main: row.is_main,
      from: row.from,
      until: row.until,
    })),
    ...(found.length > limit && last ? { next: writeCursor([last.sort_key, last.id, last.department_id]) } : {}),
    ...(total ? { total: total.total } : {}),
  };
});
