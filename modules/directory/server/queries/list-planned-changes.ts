import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { PlannedChange } from '../planned-change-table.ts';
import { plannedWithin } from '../planned-within.ts';

export const listPlannedChanges = handle<DirectoryViews>()(contract.listPlannedChanges, async (context, input) => {
  const [day, id] = input.cursor === undefined ? [] : readCursor(input.cursor, 2);
  const { rows: found } = await sql<
    PlannedChange & {
      state: 'waiting' | 'failed';
      failure_code: string | null;
      made_at: string;
      subject: string;
      made_by: string | null;
      made_by_name: string | null;
    }
  >`
    select c.id, c.kind, c.person_id, c.department_id, c.on_day, c.change, c.state, c.failure_code, c.made_at, c.made_by,
      coalesce(p.name, d.name) as subject, maker.name as made_by_name
    from directory.planned_change c
    left join directory.person p on p.id = c.person_id
    left join directory.department d on d.id = c.department_id
    left join directory.person maker on maker.id = c.made_by
    where c.state in ('waiting', 'failed') and ${plannedWithin(context)}
      and (${input.personId ?? null}::uuid is null or c.person_id = ${input.personId ?? null}::uuid)
      and (${day ?? null}::date is null or (c.on_day, c.id) > (${day ?? null}::date, ${id ?? null}::uuid))
    order by c.on_day, c.id limit ${input.limit + 1}`.execute(context.db);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      subject: { id: row.person_id ?? row.department_id ?? row.id, name: row.subject },
      on: row.on_day,
      fields: row.kind === 'markLeft' ? [] : Object.keys(row.change as object),
      state: row.state,
      failureCode: row.failure_code,
      madeAt: row.made_at,
      madeBy: row.made_by !== null && row.made_by_name !== null ? { id: row.made_by, name: row.made_by_name } : null,
    })),
    ...(found.length > input.limit && last ? { next: writeCursor([last.on_day, last.id]) } : {}),
  };
});
