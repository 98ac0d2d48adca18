import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaving.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

/** So long after the day somebody who has left is still listed, in days; longer where something is open. */
const shownDays = 30;

export const listLeavings = handle<DirectoryViews>()(contract.listLeavings, async (context, input) => {
  const [day, id] = input.cursor === undefined ? [] : readCursor(input.cursor, 2);
  const since = context.now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: shownDays }).toString();
  const { rows: found } = await sql<{
    id: string;
    name: string;
    department: string | null;
    on_day: string;
    last_day: string;
    done: boolean;
    successor_id: string | null;
    successor: string | null;
    named_lines: number;
    open: number;
  }>`
    with leaving as (
      select c.person_id, c.on_day, false as done, (c.change ->> 'successorId')::uuid as successor_id,
        (select count(*)::int from directory.successor s where s.planned_change_id = c.id) as named_lines, 0 as open
      from directory.planned_change c where c.kind = 'markLeft' and c.state = 'waiting'
      union all
      select p.id, p.left_on, true, null, 0,
        (select count(*)::int from directory.hand_over h where h.person_id = p.id and h.successor_id is null)
      from directory.person p where p.left_on is not null and (p.left_on >= ${since}::date
        or exists (select from directory.hand_over h where h.person_id = p.id and h.successor_id is null))
    )
    select p.id, p.name, d.name as department, l.on_day, (l.on_day - 1)::text as last_day, l.done, l.successor_id,
      s.name as successor, l.named_lines, l.open
    from leaving l join directory.person p on p.id = l.person_id
    left join directory.membership m on m.person_id = p.id and m.is_main and m.valid_to is null
    left join directory.department d on d.id = m.department_id
    left join directory.person s on s.id = l.successor_id
    where ${context.within(managePeople, 'p.id')} and (not ${input.openOnly} or l.open > 0)
      and (${day ?? null}::date is null or (l.on_day, p.id) < (${day ?? null}::date, ${id ?? null}::uuid))
    order by l.on_day desc, p.id desc limit ${input.limit + 1}`.execute(context.db);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      person: { id: row.id, name: row.name },
      department: row.department,
      lastDay: row.last_day,
      state: row.done ? ('done' as const) : ('waiting' as const),
      successor: row.successor_id && row.successor ? { id: row.successor_id, name: row.successor } : null,
      namedLines: row.named_lines,
      open: row.open,
    })),
    ...(found.length > input.limit && last ? { next: writeCursor([last.on_day, last.id]) } : {}),
  };
});
