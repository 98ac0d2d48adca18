import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { planReorganisation } from '../../contract/permissions.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

export const listReorganisations = handle<DirectoryViews>()(contract.listReorganisations, async (context, input) => {
  const [settled, at, id] = input.cursor === undefined ? [] : readCursor(input.cursor, 3);
  const reach = context.reach(planReorganisation);
  const { rows: found } = await sql<{
    id: string;
    name: string;
    employer_id: string;
    employer: string;
    on_day: string | null;
    state: 'draft' | 'agreed' | 'published' | 'done' | 'failed' | 'withdrawn';
    steps: number;
    changed_at: string;
    changed_by: string | null;
    changed_by_name: string | null;
    settled: boolean;
  }>`
    select r.id, r.name, r.employer_id, coalesce(e.short_name, e.name) as employer, r.on_day, r.state,
      jsonb_array_length(r.steps) as steps, r.changed_at, r.changed_by, p.name as changed_by_name,
      r.state in ('done', 'withdrawn') as settled
    from directory.reorganisation r
    join directory.employer e on e.id = r.employer_id
    left join directory.person p on p.id = r.changed_by
    where (${reach.company} or r.employer_ids <@ ${sql.val(reach.employerIds)}::uuid[])
      and (${settled ?? null}::boolean is null or (r.state in ('done', 'withdrawn')) > ${settled ?? null}::boolean
        or ((r.state in ('done', 'withdrawn')) = ${settled ?? null}::boolean
          and (r.changed_at, r.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid)))
    order by settled, r.changed_at desc, r.id desc limit ${input.limit + 1}`.execute(context.db);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      employer: { id: row.employer_id, name: row.employer },
      on: row.on_day,
      state: row.state,
      steps: row.steps,
      changedAt: row.changed_at,
      changedBy:
        row.changed_by !== null && row.changed_by_name !== null
          ? { id: row.changed_by, name: row.changed_by_name }
          : null,
    })),
    ...(found.length > input.limit && last
      ? { next: writeCursor([String(last.settled), last.changed_at, last.id]) }
      : {}),
  };
});
