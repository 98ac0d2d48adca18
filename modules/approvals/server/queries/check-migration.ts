import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { InstanceState } from '../../contract/instance.ts';
import * as contract from '../../contract/template-operations.ts';
import { migratable } from '../../domain/migratable.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { nodeNames } from '../templates/node-names.ts';
import { governedHead } from '../templates/template-heads.ts';
import { loadVersion } from '../templates/version-table.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly summary: Words;
  readonly submitted_at: string;
  readonly definition_version: number;
  readonly state: InstanceState;
}

/** A dry run: nothing is moved. A version of a subsidiary takes the requests of its people only. */
export const checkMigration = handle<ApprovalsTables>()(contract.checkMigration, async (context, input) => {
  const { kind, version, limit, cursor } = input;
  const head = await governedHead(context, kind);
  const to = await loadVersion(context.db, kind, version, head.program);
  if (!to) throw refuse(approvalFailures.noSuchKind);
  const after = readPageCursor(cursor);
  const running = sql`i.kind = ${kind} and i.ended_at is null and i.definition_version <> ${version}
    and (${to.employerId}::uuid is null or i.employer_id = ${to.employerId}::uuid)`;
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from approvals.instance i where ${running}`.execute(context.db);
  const { rows } = await sql<Row>`
    select i.id, i.number, i.summary, i.submitted_at, i.definition_version, i.state from approvals.instance i
    where ${running} ${after ? sql`and (i.submitted_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.submitted_at desc, i.id desc limit ${limit + 1}`.execute(context.db);
  const versions = new Map(
    await Promise.all(
      [...new Set(rows.map((row) => row.definition_version))].map(
        async (one) => [one, await loadVersion(context.db, kind, one, head.program)] as const,
      ),
    ),
  );
  return {
    ...pageOf(
      rows,
      limit,
      (row) => [row.submitted_at, row.id, ''],
      (row) => {
        const from = versions.get(row.definition_version);
        const reasons = from ? migratable(from.content.definition, to.content.definition, row.state) : [];
        const names = from && nodeNames(from.content.definition);
        return {
          requestId: row.id,
          number: row.number,
          summary: row.summary,
          fromVersion: row.definition_version,
          can: reasons.length === 0,
          reasons: reasons.map((one) => ({ ...one, name: names?.get(one.nodeId)?.name ?? { zh: '', en: '' } })),
        };
      },
    ),
    total: counted[0]?.total ?? 0,
  };
});
