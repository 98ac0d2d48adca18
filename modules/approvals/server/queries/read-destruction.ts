import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { approveDestructions, keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { destructionLists } from '../destruction/destruction-lists.ts';
import { reachesArchiveOf, seesDestructionsOf } from '../destruction/destruction-table.ts';
import { type KindTitleRow, kindTitle, kindTitleColumn } from '../kind-title.ts';

type Item = OutputOf<typeof contract.readDestruction>['items'][number];

interface Row extends KindTitleRow {
  readonly instance_id: string;
  readonly number: string;
  readonly ended_at: string;
  readonly kept_until: string;
  readonly years: number;
  readonly state: Item['state'];
  readonly why: NonNullable<Item['stoppedBy']> | null;
  readonly kept_reason: string | null;
  readonly kept_to: string | null;
  readonly destroyed_at: string | null;
  readonly digest: string;
  readonly own: boolean;
}

export const readDestruction = handle<ApprovalsTables>()(contract.readDestruction, async (context, input) => {
  const { personId } = context.person();
  const [list] = await destructionLists(context, sql`d.id = ${input.destructionId}::uuid`);
  if (!list || !seesDestructionsOf(context, list.employer.id)) throw refuse(notFound);
  const { rows } = await sql<Row>`
    select t.instance_id, t.number, t.kind, t.ended_at, t.kept_until, t.years, t.state, t.why, k.reason as kept_reason,
      k.until_at as kept_to, t.destroyed_at, encode(t.digests[array_upper(t.digests, 1)], 'hex') as digest,
      ${personId}::uuid in (i.applicant_id, i.submitter_id) as own, ${kindTitleColumn}
    from approvals.destruction_item t join approvals.instance i on i.id = t.instance_id
    left join lateral (select reason, until_at from approvals.kept_longer
      where t.state = 'kept' and instance_id = t.instance_id order by at desc limit 1) k on true
    where t.destruction_id = ${input.destructionId}::uuid order by t.number`.execute(context.db);
  const waits = list.state === 'proposed';
  const keeps = reachesArchiveOf(context, keepArchive, list.employer.id);
  const approves = waits && reachesArchiveOf(context, approveDestructions, list.employer.id);
  const own = rows.some((row) => row.own && row.state === 'proposed');
  const mayNot = list.proposedBy.id === personId ? ('proposedIt' as const) : own ? ('own' as const) : undefined;
  return {
    ...list,
    items: rows.map((row) => ({
      requestId: row.instance_id,
      number: row.number,
      kind: row.kind,
      title: kindTitle(context, row),
      endedAt: row.ended_at,
      keptUntil: row.kept_until,
      years: row.years,
      state: row.state,
      ...(row.kept_reason !== null && { keptReason: row.kept_reason }),
      ...(row.kept_to !== null && { keptTo: row.kept_to }),
      ...(row.why !== null && { stoppedBy: row.why }),
      ...(row.destroyed_at !== null && { destroyedAt: row.destroyed_at }),
      digest: row.digest,
    })),
    may: [
      ...(keeps && waits ? (['keep', 'withdraw'] as const) : []),
      ...(approves && !mayNot ? (['approve'] as const) : []),
    ],
    ...(approves && mayNot && { mayNot }),
  };
});
