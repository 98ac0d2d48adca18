import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ending-soon.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { StaffType } from '../../contract/shapes.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

const columns = { probation: 'p.probation_end', contract: 'p.contract_end' } as const;

export const listEndingSoon = handle<DirectoryViews>()(contract.listEndingSoon, async (context, input) => {
  const ends = sql.ref(columns[input.what]);
  const today = sql`(${context.now.toString()}::timestamptz at time zone e.time_zone)::date`;
  const [day, id] = input.cursor === undefined ? [] : readCursor(input.cursor, 2);
  const { rows: found } = await sql<{
    id: string;
    name: string;
    employer_id: string;
    department: string | null;
    staff_type: StaffType;
    on: string;
    over: boolean;
  }>`
    select p.id, p.name, p.employer_id, d.name as department, p.staff_type, ${ends} as on, ${ends} < ${today} as over
    from directory.person p join directory.employer e on e.id = p.employer_id
    left join directory.membership m on m.person_id = p.id and m.is_main and m.valid_to is null
    left join directory.department d on d.id = m.department_id
    where p.left_on is null and ${ends} <= ${today} + ${input.days}::int
      ${input.what === 'probation' ? sql`and p.staff_type = 'probation'` : sql``}
      and ${context.within(managePeople, 'p.id')}
      and (${day ?? null}::date is null or (${ends}, p.id) > (${day ?? null}::date, ${id ?? null}::uuid))
    order by ${ends}, p.id limit ${input.limit + 1}`.execute(context.db);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      person: { id: row.id, name: row.name },
      employerId: row.employer_id,
      department: row.department,
      staffType: row.staff_type,
      on: row.on,
      over: row.over,
    })),
    ...(found.length > input.limit && last ? { next: writeCursor([last.on, last.id]) } : {}),
  };
});
