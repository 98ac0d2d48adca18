import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import * as contract from '../../contract/retention.ts';
import type { AccessTables } from '../access-tables.ts';
import { retainedOf } from './retained.ts';

export const eraseSignIns = handle<AccessTables>()(
  contract.eraseSignIns,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const erased = new Erased(most);
    for (const { table, due, set } of await retainedOf(context, kind)) {
      if (erased.left === 0) break;
      const chosen = sql`t.ctid = any(array(select t.ctid from ${sql.table(table)} t
        where ${due} and (t.person_id is null or t.person_id <> all(${sql.val(heldPersonIds)}::uuid[]))
        limit ${erased.left} for update skip locked))`;
      const { rows } = await sql<{ employer_id: string | null; count: number }>`
        with gone as (${
          set
            ? sql`update ${sql.table(table)} t set ${set} where ${chosen}`
            : sql`delete from ${sql.table(table)} t where ${chosen}`
        } returning t.person_id)
        select p.employer_id, count(*)::int as count from gone g
        left join directory.published_person p on p.id = g.person_id group by p.employer_id`.execute(context.db);
      for (const row of rows) erased.add(row.employer_id, row.count);
    }
    return erased.answer();
  },
);
