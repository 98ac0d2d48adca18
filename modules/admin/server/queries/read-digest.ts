import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { uuidIn } from '#kernel/server/database/uuid-in.ts';
import { handle } from '#kernel/server/define-module.ts';
import { administrativeOperations } from '#modules/access/contract/administrative-operations.ts';
import * as contract from '../../contract/supervision.ts';
import type { AdminTables } from '../admin-tables.ts';

export const readDigest = handle<AdminTables>()(contract.readDigest, async (context, { digestId, cursor, limit }) => {
  const { rows: found } = await sql<{
    administrator: { id: string; name: string };
    from_at: string;
    until_at: string;
    seen_at: string | null;
  }>`
    select json_build_object('id', p.id, 'name', p.name) as administrator, d.from_at, d.until_at, d.seen_at
    from admin.digest d
    join admin.supervision s on s.id = d.supervision_id
    join directory.published_person p on p.id = s.administrator_id
    where d.id = ${digestId}::uuid and s.supervisor_id = ${context.person().personId}::uuid`.execute(context.db);
  const [digest] = found;
  if (!digest) throw refuse(notFound);
  const operations = administrativeOperations(context.contracts);
  const after = /^[0-9a-f-]{36}$/.test(cursor ?? '') ? cursor : undefined;
  const { rows } = await sql<{
    id: string;
    at: string;
    operation: string;
    outcome: 'done' | 'refused' | 'looked';
    objects: { type: string; id: string; name: string | null }[];
  }>`
    select a.id, a.at, a.operation, a.outcome,
      (select coalesce(json_agg(json_build_object('type', o.value ->> 'type', 'id', o.value ->> 'id', 'name', p.name)
          order by o.ordinality), '[]')
       from jsonb_array_elements(a.objects) with ordinality o
       left join directory.published_person p on o.value ->> 'type' = 'person' and p.id = ${uuidIn(sql`o.value ->> 'id'`)}) as objects
    from kernel.audit a
    where a.actor_kind = 'person' and a.actor_id = ${digest.administrator.id} and a.outcome <> 'fault'
      and a.at >= ${digest.from_at} and a.at < ${digest.until_at}
      and a.operation = any(${sql.val([...operations.keys()])}::text[])
      ${after ? sql`and (a.at, a.id) < (select b.at, b.id from kernel.audit b where b.id = ${after}::uuid)` : sql``}
    order by a.at desc, a.id desc limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    administrator: digest.administrator,
    from: digest.from_at,
    until: digest.until_at,
    seenAt: digest.seen_at,
    rows: shown.map(({ id: _, ...row }) => ({
      ...row,
      summary: { ...(operations.get(row.operation) ?? { zh: row.operation, en: row.operation }) },
    })),
    ...(last ? { next: last.id } : {}),
  };
});
