import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { InstanceState } from '../../contract/instance.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { migrationCheck } from '../templates/migration-check.ts';

type Counted = OutputOf<typeof contract.countMigration>['reasons'][number];

/** Requests looked at together, before progress is told. */
const PORTION = 200;

/** Looks at every running request once, a portion after the other; what begins meanwhile isn't counted, nothing is moved. */
export const countMigration = handle<ApprovalsTables>()(contract.countMigration, async (context, { kind, version }) => {
  const { running, obstacles } = await migrationCheck(context, kind, version);
  const { rows: ids } = await sql<{ id: string }>`
    select i.id from approvals.instance i where ${running} order by i.id`.execute(context.db);
  const reasons = new Map<string, Counted>();
  let total = 0;
  let can = 0;
  for (let from = 0; from < ids.length; from += PORTION) {
    const portion = ids.slice(from, from + PORTION).map(({ id }) => id);
    const { rows } = await sql<{ definition_version: number; state: InstanceState }>`
      select i.definition_version, i.state from approvals.instance i
      where i.id = any(${sql.val(portion)}::uuid[]) and i.ended_at is null`.execute(context.db);
    for (const { definition_version: fromVersion, state } of rows) {
      const found = await obstacles(fromVersion, state);
      total += 1;
      if (found.length === 0) can += 1;
      for (const one of found) {
        const key = `${fromVersion} ${one.nodeId} ${one.why}`;
        reasons.set(key, { ...one, fromVersion, count: (reasons.get(key)?.count ?? 0) + 1 });
      }
    }
    context.progress(Math.min(from + PORTION, ids.length), ids.length);
  }
  return { total, can, reasons: [...reasons.values()].sort((one, other) => other.count - one.count) };
});
