import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/supervision.ts';
import type { AdminTables } from '../admin-tables.ts';
import { administrators } from '../administrators.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listSupervisions = handle<AdminTables>()(contract.listSupervisions, async (context) => {
  const { personId } = context.person();
  const known = await administrators(context, personId);
  const { rows } = await sql<{
    administrator_id: string;
    every: 'day' | 'week';
    named_at: string;
    supervisor: Named;
    namer: Named;
  }>`
    select s.administrator_id, s.every, s.named_at, json_build_object('id', p.id, 'name', p.name) as supervisor,
      json_build_object('id', b.id, 'name', b.name) as namer
    from admin.supervision s
    join directory.published_person p on p.id = s.supervisor_id and p.active
    join directory.published_person b on b.id = s.named_by
    where s.ended_at is null`.execute(context.db);
  const supervisions = new Map(rows.map((row) => [row.administrator_id, row]));
  return {
    rows: known.map((administrator) => {
      const found = supervisions.get(administrator.id);
      return {
        administrator: { ...administrator },
        supervisor: found?.supervisor ?? null,
        every: found?.every ?? null,
        namedBy: found?.namer ?? null,
        namedAt: found?.named_at ?? null,
        may: administrator.id === personId ? [] : (['name'] as const).slice(),
      };
    }),
  };
});
