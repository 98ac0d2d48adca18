import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/supervision.ts';
import type { AdminTables } from '../admin-tables.ts';

interface Row {
  readonly id: string;
  readonly administrator: { readonly id: string; readonly name: string };
  readonly from_at: string;
  readonly until_at: string;
  readonly actions: number;
  readonly seen_at: string | null;
}

export const listDigests = handle<AdminTables>()(contract.listDigests, async (context, { cursor, limit }) => {
  const after = /^[0-9a-f-]{36}$/.test(cursor ?? '') ? cursor : undefined;
  const { rows } = await sql<Row>`
    select d.id, json_build_object('id', p.id, 'name', p.name) as administrator, d.from_at, d.until_at, d.actions, d.seen_at
    from admin.digest d
    join admin.supervision s on s.id = d.supervision_id
    join directory.published_person p on p.id = s.administrator_id
    where s.supervisor_id = ${context.person().personId}::uuid ${after ? sql`and d.id < ${after}::uuid` : sql``}
    order by d.id desc limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ id, administrator, from_at: from, until_at: until, actions, seen_at: seenAt }) => ({
      ...{ id, administrator, from, until, actions, seenAt },
    })),
    ...(last ? { next: last.id } : {}),
  };
});
