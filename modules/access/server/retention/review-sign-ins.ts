import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { AccessTables } from '../access-tables.ts';
import { retainedOf } from './retained.ts';

export const reviewSignIns = handle<AccessTables>()(
  contract.reviewSignIns,
  async (context, { kind, heldPersonIds }) => {
    const held = sql`t.person_id = any(${sql.val(heldPersonIds)}::uuid[])`;
    const within = sql`(t.person_id is null and ${context.reach(superviseRetention).company} or ${context.within(superviseRetention, 't.person_id')})`;
    let due = 0;
    const heldOf = new Map<string, { personId: string; name: string; count: number }>();
    for (const { table, due: isDue } of await retainedOf(context, kind)) {
      const { rows } = await sql<{ id: string | null; name: string | null; count: number }>`
      select p.id, p.name, count(*)::int as count from ${sql.table(table)} t
      left join directory.published_person p on p.id = t.person_id and ${held}
      where ${isDue} and ${within} group by p.id, p.name`.execute(context.db);
      for (const { id, name, count } of rows) {
        if (id === null) due += count;
        else heldOf.set(id, { personId: id, name: name ?? '', count: count + (heldOf.get(id)?.count ?? 0) });
      }
    }
    const rows = [...heldOf.values()];
    return {
      due,
      held: {
        count: rows.reduce((sum, row) => sum + row.count, 0),
        rows: rows.slice(0, 50).map(({ personId, name }) => ({ personId, label: name, why: null })),
      },
    };
  },
);
