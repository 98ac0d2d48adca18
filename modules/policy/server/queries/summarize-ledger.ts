import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ledger.ts';
import { readSummaries } from '../../contract/permissions.ts';
import { protectSmallNumbers } from '../../domain/protect-small-numbers.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** Groups of fewer people aren't shown: everybody would know who it was. */
const LEAST = 5;

export const summarizeLedger = handle<PolicyTables>()(contract.summarizeLedger, async (context, { month }) => {
  const { rows } = await sql<{ departmentId: string; name: string; people: number; entries: number; points: number }>`
    select d.id as "departmentId", d.name, count(distinct p.id)::int as people, count(l.id)::int as entries,
      coalesce(sum(l.amount), 0)::int as points
    from directory.published_person p
    join directory.published_department d on d.id = p.main_department_id
    left join policy.ledger_entry l on l.person_id = p.id and l.month = ${month} and l.kind = 'points'
    where p.active and ${context.within(readSummaries, 'p.id')}
    group by d.id, d.name order by d.name`.execute(context.db);
  return { rows: protectSmallNumbers(rows, LEAST), least: LEAST };
});
