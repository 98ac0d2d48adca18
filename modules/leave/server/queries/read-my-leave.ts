import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveForm } from '../../contract/shapes.ts';
import type { LeaveTables } from '../leave-tables.ts';

export const readMyLeave = handle<LeaveTables>()(contract.readMyLeave, async (context, { year }) => {
  const { personId } = context.person();
  const [first, after] = [`${year}-01-01`, `${year + 1}-01-01`];
  const taken = await sql<{ kind: string; name_zh: string; name_en: string; days: string }>`
    select k.kind, k.name_zh, k.name_en, sum(case e.what when 'taken' then e.days else -e.days end) as days
    from leave.entry e join leave.kind k on k.kind = e.kind
    where e.person_id = ${personId}::uuid and e.first_day >= ${first}::date and e.first_day < ${after}::date
    group by k.kind order by k.sort, k.kind`.execute(context.db);
  const asked = await sql<{
    request_id: string;
    form: LeaveForm;
    asked_at: string;
    state: 'asked' | 'taken' | 'dropped';
  }>`
    select request_id, form, asked_at, state from leave.request
    where person_id = ${personId}::uuid and from_date >= ${first}::date and from_date < ${after}::date
    order by from_date desc, asked_at desc limit 200`.execute(context.db);
  return {
    taken: taken.rows.map(({ kind, name_zh, name_en, days }) => ({
      kind,
      name: { zh: name_zh, en: name_en },
      days: Number(days),
    })),
    rows: asked.rows.map(({ request_id, form: { reason: _, ...form }, asked_at, state }) => ({
      ...form,
      requestId: request_id,
      askedAt: asked_at,
      state,
    })),
  };
});
