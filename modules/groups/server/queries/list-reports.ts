import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/report-operations.ts';
import type { GroupsTables } from '../groups-tables.ts';

export const listReports = handle<GroupsTables>()(contract.listReports, async (context, { limit, cursor, only }) => {
  const after = z.uuid().safeParse(cursor).data ?? null;
  const { rows } = await sql<{ id: string; group_name: string; at: string; reason: string; open: boolean }>`
    select id, group_name, at, reason, handled_at is null as open from groups.report
    where (${only === 'all'} or handled_at is null) and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map((row) => ({
      reportId: row.id,
      group: row.group_name,
      at: row.at,
      reason: row.reason,
      state: row.open ? ('open' as const) : ('closed' as const),
    })),
    ...(rows.length > limit ? { next: shown.at(-1)?.id } : {}),
  };
});
