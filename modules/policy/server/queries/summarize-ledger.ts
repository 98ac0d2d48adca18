import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ledger.ts';
import { readSummaries } from '../../contract/permissions.ts';
import { monthOf } from '../../domain/month-of.ts';
import { protectSmallNumbers } from '../../domain/protect-small-numbers.ts';
import type { PolicyTables, Query } from '../policy-tables.ts';

/** Groups of fewer people aren't shown: everybody would know who it was. */
const LEAST = 5;

export const summarizeLedger = handle<PolicyTables>()(contract.summarizeLedger, async (context, input) => {
  const month = input.month ?? (await presentMonth(context));
  const { rows } = await sql<{ departmentId: string; name: string; people: number; entries: number; points: number }>`
    select d.id as "departmentId", d.name, count(distinct p.id)::int as people, count(l.id)::int as entries,
      coalesce(sum(l.amount), 0)::int as points
    from directory.published_person p
    join directory.published_department d on d.id = p.main_department_id
    left join policy.ledger_entry l on l.person_id = p.id and l.month = ${month} and l.kind = 'points'
    where p.active and ${context.within(readSummaries, 'p.id')}
    group by d.id, d.name order by d.name`.execute(context.db);
  return { month, rows: protectSmallNumbers(rows, LEAST), least: LEAST };
});

/** The month that it is where the reader works. */
async function presentMonth(context: Query): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${context.person().employerId}::uuid`.execute(
    context.db,
  );
  return monthOf(context.now, rows[0]?.time_zone ?? 'Asia/Shanghai');
}
