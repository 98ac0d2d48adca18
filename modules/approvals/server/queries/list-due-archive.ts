import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { reachesArchiveOf } from '../destruction/destruction-table.ts';
import { type KindTitleRow, kindTitle, kindTitleColumn } from '../kind-title.ts';

interface Row extends KindTitleRow {
  readonly id: string;
  readonly number: string;
  readonly ended_at: string;
  readonly kept_until: string;
  readonly years: number;
  readonly own: boolean;
}

interface HoldRow extends KindTitleRow {
  readonly id: string;
  readonly instance_id: string;
  readonly number: string;
  readonly reason: string;
  readonly placed_by: string | null;
  readonly name: string | null;
  readonly placed_at: string;
  readonly kept_for: string | null;
}

/** By number and kind only: what is in a request doesn't matter for whether its time is over. */
export const listDueArchive = handle<ApprovalsTables>()(contract.listDueArchive, async (context, input) => {
  const { personId } = context.person();
  const { rows: all } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_employer order by name, id`.execute(context.db);
  const employers = all.filter(({ id }) => reachesArchiveOf(context, keepArchive, id));
  const employer = input.employerId ? employers.find(({ id }) => id === input.employerId) : employers[0];
  if (!employer) throw refuse(notFound);
  const now = context.now.toString();
  const { rows } = await sql<Row>`
    select i.id, i.number, i.kind, ${kindTitleColumn}, i.ended_at, a.years,
      greatest(a.kept_until, (select max(k.until_at) from approvals.kept_longer k where k.instance_id = i.id)) as kept_until,
      ${personId}::uuid in (i.applicant_id, i.submitter_id) as own
    from approvals.archive a join approvals.instance i on i.id = a.instance_id
    where a.kept_until <= ${now}::timestamptz and a.blob is not null and i.employer_id = ${employer.id}::uuid
      and a.revision = (select max(x.revision) from approvals.archive x where x.instance_id = i.id)
      and not exists (select from approvals.destruction_item t
        where t.instance_id = i.id and t.state in ('proposed', 'destroyed'))
      and approvals.destruction_stopped(i.id, ${now}::timestamptz) is null
    order by a.kept_until, i.id limit ${contract.mostInDestruction + 1}`.execute(context.db);
  const { rows: holds } = await sql<HoldRow>`
    select h.id, h.instance_id, i.number, i.kind, ${kindTitleColumn}, h.reason, h.placed_by, p.name, h.placed_at, h.kept_for
    from approvals.hold h join approvals.instance i on i.id = h.instance_id
    left join directory.published_person p on p.id = h.placed_by
    where h.ended_at is null and i.employer_id = ${employer.id}::uuid order by h.placed_at desc, h.id limit 500`.execute(
    context.db,
  );
  return {
    rows: rows.slice(0, contract.mostInDestruction).map((row) => ({
      requestId: row.id,
      number: row.number,
      kind: row.kind,
      title: kindTitle(context, row),
      endedAt: row.ended_at,
      keptUntil: row.kept_until,
      years: row.years,
      own: row.own,
    })),
    more: rows.length > contract.mostInDestruction,
    employer,
    employers,
    holds: holds.map((row) => ({
      holdId: row.id,
      requestId: row.instance_id,
      number: row.number,
      title: kindTitle(context, row),
      reason: row.reason,
      placedBy: row.placed_by === null ? null : { id: row.placed_by, name: row.name ?? '' },
      placedAt: row.placed_at,
      forCase: row.kept_for !== null,
    })),
  };
});
