import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/employers.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { EmployerRecord } from '../employer-table.ts';

export const listEmployers = handle<DirectoryViews>()(contract.listEmployers, async (context) => {
  const { rows } = await sql<EmployerRecord & { people: number }>`
    select e.*, coalesce(c.people, 0)::int as people from directory.employer e
    left join (select employer_id, count(*) as people from directory.person where left_on is null group by 1) c
      on c.employer_id = e.id
    order by e.parent_id nulls first, e.name limit 1000`.execute(context.db);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      shortName: row.short_name,
      taxNumber: row.tax_number,
      place: row.place,
      timeZone: row.time_zone,
      parentId: row.parent_id,
      people: row.people,
      revision: row.revision,
    })),
    may: context.may(manageStructure)
      ? context.reach(manageStructure).company
        ? ['create' as const, 'change' as const]
        : ['change' as const]
      : [],
  };
});
