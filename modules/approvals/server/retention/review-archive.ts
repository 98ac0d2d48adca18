import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** By number only: what is in a request doesn't matter for whether its time is over. */
export const reviewArchive = handle<ApprovalsTables>()(contract.reviewArchive, async (context, { kind }) => {
  if (!contract.approvalsRetention.kinds.some(({ name }) => name === kind)) throw refuse(notFound);
  const { rows: reasons } = await sql<{ stopped: string | null; count: number }>`
    select approvals.destruction_stopped(i.id, ${context.now.toString()}::timestamptz) as stopped, count(*)::int as count
    from approvals.archive a join approvals.instance i on i.id = a.instance_id
    where a.kept_until <= ${context.now.toString()}::timestamptz and a.blob is not null
      and a.revision = (select max(x.revision) from approvals.archive x where x.instance_id = i.id)
      and ${context.within(superviseRetention, 'i.applicant_id')} group by 1`.execute(context.db);
  const { rows: holds } = await sql<{ number: string; reason: string }>`
    select i.number, h.reason from approvals.hold h join approvals.instance i on i.id = h.instance_id
    where h.ended_at is null and ${context.within(superviseRetention, 'i.applicant_id')}
    order by h.placed_at desc, h.id limit 50`.execute(context.db);
  const count = (isDue: boolean) =>
    reasons.filter(({ stopped }) => (stopped === null) === isDue).reduce((sum, row) => sum + row.count, 0);
  return {
    due: count(true),
    held: {
      count: Math.max(count(false), holds.length),
      rows: holds.map(({ number, reason }) => ({ personId: null, label: number, why: { zh: reason, en: reason } })),
    },
  };
});
