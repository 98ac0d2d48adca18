import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { attendanceKinds } from '../../contract/kinds.ts';
import * as contract from '../../contract/operations.ts';
import type { DayKind } from '../../contract/shapes.ts';
import type { AttendanceTables } from '../attendance-tables.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly summary: { zh: string; en: string };
  readonly submitted_at: string;
  readonly status: string;
  readonly state: 'approved' | 'revoked' | 'doubled' | null;
  readonly hours: string | null;
  readonly day_kind: DayKind | null;
  readonly compensation: 'pay' | 'timeOff' | null;
}

export const listMyRequests = handle<AttendanceTables>()(contract.listMyRequests, async (context, { year }) => {
  const { personId } = context.person();
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.number, r.summary, r.submitted_at, r.status, o.hours, o.day_kind, o.compensation,
      coalesce(o.state, t.state, g.state, i.state, c.state) as state
    from approvals.published_request r
    join directory.published_employer e on e.id = r.employer_id
    left join attendance.overtime o on o.request_id = r.id
    left join attendance.trip t on t.request_id = r.id
    left join attendance.outing g on g.request_id = r.id
    left join attendance.irregular_punch i on i.request_id = r.id
    left join attendance.punch_correction c on c.request_id = r.id
    where r.applicant_id = ${personId}::uuid
      and r.kind = any(${sql.val(attendanceKinds.map(({ name }) => name))}::text[])
      and extract(year from r.submitted_at at time zone e.time_zone) = ${year}
    order by r.submitted_at desc, r.id desc limit 300`.execute(context.db);
  return {
    rows: rows.map((row) => ({
      requestId: row.id,
      kind: row.kind,
      number: row.number,
      summary: row.summary,
      askedAt: row.submitted_at,
      status: row.status,
      recorded: row.state,
      overtime:
        row.hours !== null && row.compensation !== null
          ? { hours: Number(row.hours), dayKind: row.day_kind, compensation: row.compensation }
          : null,
    })),
  };
});
