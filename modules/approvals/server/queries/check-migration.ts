import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { InstanceState } from '../../contract/instance.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { takesPart } from '../sees-content.ts';
import { migrationCheck, type NamedObstacle } from '../templates/migration-check.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly summary: Words;
  readonly submitted_at: string;
  readonly definition_version: number;
  readonly state: InstanceState;
}

/** A dry run: nothing is moved. */
export const checkMigration = handle<ApprovalsTables>()(contract.checkMigration, async (context, input) => {
  const { kind, version, limit, cursor } = input;
  const { running, obstacles } = await migrationCheck(context, kind, version);
  const after = readPageCursor(cursor);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from approvals.instance i where ${running}`.execute(context.db);
  const { rows } = await sql<Row>`
    select i.id, i.number, case when ${takesPart(context)} then i.summary else '{"zh":"","en":""}'::jsonb end as summary, i.submitted_at, i.definition_version, i.state from approvals.instance i
    where ${running} ${after ? sql`and (i.submitted_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.submitted_at desc, i.id desc limit ${limit + 1}`.execute(context.db);
  const checked: (Row & { readonly reasons: NamedObstacle[] })[] = [];
  for (const row of rows) checked.push({ ...row, reasons: await obstacles(row.definition_version, row.state) });
  return {
    ...pageOf(
      checked,
      limit,
      (row) => [row.submitted_at, row.id, ''],
      (row) => ({
        requestId: row.id,
        number: row.number,
        summary: row.summary,
        fromVersion: row.definition_version,
        can: row.reasons.length === 0,
        reasons: row.reasons,
      }),
    ),
    total: counted[0]?.total ?? 0,
  };
});
