import { type RawBuilder, sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { listDestructions } from '../../contract/destruction.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

type Listed = OutputOf<typeof listDestructions>['rows'][number];

interface Row {
  readonly id: string;
  readonly number: string;
  readonly employer_id: string;
  readonly employer: string;
  readonly reason: string;
  readonly revision: number;
  readonly proposed_by: string;
  readonly proposer: string;
  readonly proposed_at: string;
  readonly approved_by: string | null;
  readonly approver: string | null;
  readonly approved_at: string | null;
  readonly withdrawn_at: string | null;
  readonly finished_at: string | null;
  readonly digest: Buffer | null;
  readonly counts: Listed['counts'];
}

/** The lists `d` that this condition picks, newest first, at most 200. */
export async function destructionLists(
  context: Pick<QueryContext<ApprovalsTables>, 'db'>,
  condition: RawBuilder<unknown>,
): Promise<Listed[]> {
  const { rows } = await sql<Row>`
    select d.id, d.number, d.employer_id, e.name as employer, d.reason, d.revision, d.proposed_by, p.name as proposer, d.proposed_at,
      d.approved_by, a.name as approver, d.approved_at, d.withdrawn_at, d.finished_at, d.digest,
      (select json_build_object('proposed', count(*) filter (where t.state = 'proposed'), 'kept', count(*) filter (where t.state = 'kept'),
          'stopped', count(*) filter (where t.state = 'stopped'), 'dropped', count(*) filter (where t.state = 'dropped'),
          'destroyed', count(*) filter (where t.state = 'destroyed'),
          'events', coalesce(sum(t.events) filter (where t.state = 'destroyed'), 0),
          'forms', coalesce(sum(t.forms), 0), 'files', coalesce(sum(t.files), 0))
        from approvals.destruction_item t where t.destruction_id = d.id) as counts
    from approvals.destruction d join directory.published_employer e on e.id = d.employer_id
    join directory.published_person p on p.id = d.proposed_by
    left join directory.published_person a on a.id = d.approved_by
    where ${condition} order by d.proposed_at desc, d.id desc limit 200`.execute(context.db);
  return rows.map((row) => ({
    destructionId: row.id,
    number: row.number,
    employer: { id: row.employer_id, name: row.employer },
    state: stateOf(row),
    reason: row.reason,
    revision: row.revision,
    proposedBy: { id: row.proposed_by, name: row.proposer },
    proposedAt: row.proposed_at,
    ...(row.approved_by !== null && { approvedBy: { id: row.approved_by, name: row.approver ?? '' } }),
    ...(row.approved_at !== null && { approvedAt: row.approved_at }),
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    ...(row.digest !== null && { digest: row.digest.toString('hex') }),
    counts: row.counts,
  }));
}

function stateOf(row: Row): Listed['state'] {
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (row.finished_at !== null) return 'finished';
  return row.approved_at === null ? 'proposed' : 'running';
}
