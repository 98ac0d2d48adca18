import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ldap-sync.ts';
import type { AccessTables } from '../access-tables.ts';

interface Row {
  id: string;
  state: 'asked' | 'reading' | 'ready' | 'applied' | 'failed' | 'outdated';
  asked_at: string;
  asked_by: string | null;
  name: string | null;
  applied_at: string | null;
  error: string | null;
  entries: number;
  counts: Record<string, number>;
}

export const listLdapSyncs = handle<AccessTables>()(contract.listLdapSyncs, async (context, { providerId }) => {
  const { rows } = await sql<Row>`
    select s.id, s.state, s.asked_at, s.asked_by, p.name, s.applied_at, s.error, s.entries,
      coalesce((select jsonb_object_agg(d.kind, d.n) from (select kind, count(*) as n from access.ldap_difference
        where sync_id = s.id group by kind) d), '{}') as counts
    from access.ldap_sync s left join directory.published_person p on p.id = s.asked_by
    where s.provider_id = ${providerId}::uuid order by s.asked_at desc, s.id desc limit 20`.execute(
    context.db as never,
  );
  return {
    rows: rows.map((row) => ({
      id: row.id,
      state: row.state === 'asked' ? ('reading' as const) : row.state,
      at: row.asked_at,
      by: row.asked_by === null ? null : { id: row.asked_by, name: row.name ?? '' },
      appliedAt: row.applied_at,
      error: row.error,
      counts: {
        entries: row.entries,
        create: row.counts.create ?? 0,
        change: row.counts.change ?? 0,
        leave: row.counts.leave ?? 0,
        role: row.counts.role ?? 0,
        problem: row.counts.problem ?? 0,
      },
    })),
  };
});
