import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/expediting.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { expedited } from '../expedited-rows.ts';
import { newestKinds } from '../newest-kinds.ts';

const columns = {
  kind: { key: sql`kind`, name: sql`kind` },
  department: { key: sql`department_id::text`, name: sql`department_name` },
  holder: { key: sql`holder_id::text`, name: sql`holder_name` },
};

export const groupExpedited = handle<ApprovalsTables>()(contract.groupExpedited, async (context, { by, ...filter }) => {
  const { key, name } = columns[by];
  const { rows } = await sql<{
    key: string | null;
    name: string | null;
    count: number;
    overdue: number;
    oldest: string;
  }>`${expedited(context, filter)}
    select ${key} as key, min(${name}) as name, count(*) as count, count(*) filter (where overdue) as overdue, min(since) as oldest
    from running group by 1 order by 3 desc, 1 limit 500`.execute(context.db);
  const kinds = await newestKinds(context, by === 'kind' ? rows.flatMap(({ key: kind }) => kind ?? []) : []);
  return {
    rows: rows.map((row) => {
      const told = row.name ?? '';
      return { ...row, name: kinds.get(told)?.title ?? { zh: told, en: told } };
    }),
  };
});
