import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { destructionFailures as failures } from '../../contract/destruction-failures.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { reachesArchiveOf } from '../destruction/destruction-table.ts';

/** Every request must be due at this moment, of this employer, in no other list, and not the proposer's own. */
export const proposeDestruction = handle<ApprovalsTables>()(
  contract.proposeDestruction,
  async (context, { employerId, requestIds, reason }) => {
    const { personId } = context.person();
    if (!reachesArchiveOf(context, keepArchive, employerId)) throw refuse(notFound);
    const now = context.now.toString();
    const asked = [...new Set(requestIds)];
    // Locked, so that nothing is revoked or held between the look and the list.
    const { rows } = await sql<{ id: string; number: string; own: boolean; stopped: string | null }>`
      select i.id, i.number, ${personId}::uuid in (i.applicant_id, i.submitter_id) as own,
        approvals.destruction_stopped(i.id, ${now}::timestamptz) as stopped
      from approvals.instance i where i.id = any(${sql.val(asked)}::uuid[]) and i.employer_id = ${employerId}::uuid
      order by i.id for update of i`.execute(context.db);
    if (rows.length < asked.length) throw refuse(notFound);
    const own = rows.find((row) => row.own);
    if (own) throw refuse(failures.ownDestruction, { number: own.number });
    const stopped = rows.find((row) => row.stopped !== null);
    if (stopped) throw refuse(failures.notDue, { number: stopped.number });
    const destructionId = context.newId();
    const { rows: made } = await sql<{ number: string }>`
      with y as (select extract(year from ${now}::timestamptz at time zone e.time_zone)::int::text as year
        from directory.published_employer e where e.id = ${employerId}::uuid),
      n as (insert into approvals.number_given as g (kind, period, given) select 'approvals.destruction', year, 1 from y
        on conflict (kind, period) do update set given = g.given + 1 returning period, given)
      insert into approvals.destruction (id, number, employer_id, reason, revision, proposed_by, proposed_at)
      select ${destructionId}::uuid, 'XH' || period || '-' || case when given < 10000 then lpad(given::text, 4, '0') else given::text end,
        ${employerId}::uuid, ${reason}, 1, ${personId}::uuid, ${now}::timestamptz from n returning number`.execute(
      context.db,
    );
    const listed = await sql<{ instance_id: string }>`
      insert into approvals.destruction_item (destruction_id, instance_id, state, number, kind, submitted_at, ended_at, archived_at,
        kept_until, years, events, head, digests)
      select ${destructionId}::uuid, i.id, 'proposed', i.number, i.kind, i.submitted_at, i.ended_at, a.archived_at,
        greatest(a.kept_until, (select max(k.until_at) from approvals.kept_longer k where k.instance_id = i.id)), a.years,
        i.revision, i.head, a.digests
      from approvals.instance i
      join lateral (select max(x.archived_at) as archived_at, max(x.kept_until) as kept_until, max(x.years) as years,
        array_agg(x.digest order by x.revision) as digests from approvals.archive x where x.instance_id = i.id) a on true
      where i.id = any(${sql.val(asked)}::uuid[])
      on conflict (instance_id) where state in ('proposed', 'destroyed') do nothing
      returning instance_id`.execute(context.db);
    const taken = new Set(listed.rows.map((row) => row.instance_id));
    const elsewhere = rows.find((row) => !taken.has(row.id));
    if (elsewhere) throw refuse(failures.notDue, { number: elsewhere.number });
    context.about('destruction', destructionId);
    context.emit(destructionChanged, { destructionId, employerId, what: 'proposed', by: personId });
    const number = made[0]?.number;
    if (!number) throw new Error('a counter gave no number');
    return { destructionId, number };
  },
);
