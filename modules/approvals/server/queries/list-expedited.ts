import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { countWorkingMinutesOf } from '#modules/worktime/contract/reckonings.ts';
import * as contract from '../../contract/expediting.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type ExpeditedRow, expedited, expeditedLine } from '../expedited-rows.ts';
import { pageCursor, readPageCursor } from '../page-cursor.ts';

/** After every day that there is: what has no limit. */
const never = '9999-12-31T00:00:00Z';

export const listExpedited = handle<ApprovalsTables>()(contract.listExpedited, async (context, input) => {
  const { limit, cursor, sort, ...filter } = input;
  const after = readPageCursor(cursor);
  const key = sort === 'due' ? sql`coalesce(due_at, ${never}::timestamptz)` : sql`since`;
  const [way, beyond] = sort === 'newest' ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const { rows } = await sql<ExpeditedRow>`${expedited(context, filter)}
    select * from running
    ${after ? sql`where (${key}, id, coalesce(slot_id, '')) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]})` : sql``}
    order by ${key} ${way}, id ${way}, coalesce(slot_id, '') ${way} limit ${limit + 1}`.execute(context.db);
  const page = rows.slice(0, limit);
  const to = context.now.toString();
  const held = page.flatMap(({ holder_id, since }) =>
    holder_id === null ? [] : [{ personId: holder_id, from: since, to }],
  );
  const { answers } = await context.read(countWorkingMinutesOf, { questions: held });
  const counted = answers.values();
  const ages = page.map(({ holder_id }) => {
    const minutes = holder_id === null ? null : (counted.next().value?.minutes ?? null);
    return minutes === null ? null : Math.round(minutes);
  });
  const last = page.at(-1);
  return {
    rows: page.map((row, at) => {
      const { submittedAt: _, ...line } = expeditedLine(context, row);
      return {
        ...line,
        department: row.department_id === null ? null : { id: row.department_id, name: row.department_name ?? '' },
        suspended: row.suspended,
        slotId: row.slot_id,
        holder: row.holder_id === null ? null : { id: row.holder_id, name: row.holder_name ?? '' },
        since: row.since,
        workingMinutes: ages[at] ?? null,
        dueAt: row.due_at,
        overdue: row.overdue,
        urgedAt: row.urged_at,
        mayIntervene: row.may_intervene,
        withheld: !row.sees_matter,
      };
    }),
    ...(rows.length > limit &&
      last && {
        next: pageCursor([sort === 'due' ? (last.due_at ?? never) : last.since, last.id, last.slot_id ?? '']),
      }),
  };
});
