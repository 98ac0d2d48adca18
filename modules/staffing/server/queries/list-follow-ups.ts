import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { carryOut } from '../../contract/permissions.ts';
import type { StaffingTables } from '../staffing-tables.ts';

type Row = Omit<StaffingTables['staffing.follow_up'], 'because' | 'recorded_at' | 'employer_id'> & {
  readonly number: string;
  readonly summary: { zh: string; en: string };
  readonly applicant_name: string;
  readonly subject_name: string | null;
  readonly done_by_name: string | null;
};

export const listFollowUps = handle<StaffingTables>()(
  contract.listFollowUps,
  async (context, { limit, cursor, only }) => {
    const after = z.uuid().safeParse(cursor).data ?? null;
    const { rows } = await sql<Row>`
      select f.request_id, f.kind, f.applicant_id, f.subject_id, f.due_on, f.carried, f.refusal, f.undo, f.state, f.done_at, f.done_by,
        r.number, r.summary, a.name as applicant_name, s.name as subject_name, d.name as done_by_name
      from staffing.follow_up f
      join approvals.published_request r on r.id = f.request_id
      join directory.published_person a on a.id = f.applicant_id
      left join directory.published_person s on s.id = f.subject_id
      left join directory.published_person d on d.id = f.done_by
      where ${context.within(carryOut, 'f.applicant_id')} and (${only === 'all'} or f.state = 'open')
        and (${after}::uuid is null or f.request_id < ${after}::uuid)
      order by f.request_id desc limit ${limit + 1}`.execute(context.db);
    const shown = rows.slice(0, limit);
    const named = (personId: string | null, name: string | null) =>
      personId !== null && name !== null ? { id: personId, name } : null;
    return {
      rows: shown.map((row) => ({
        requestId: row.request_id,
        kind: row.kind,
        number: row.number,
        summary: row.summary,
        applicant: { id: row.applicant_id, name: row.applicant_name },
        subject: named(row.subject_id, row.subject_name),
        dueOn: row.due_on,
        carried: row.carried,
        refusal: row.refusal,
        undo: row.undo,
        state: row.state,
        doneAt: row.done_at,
        doneBy: named(row.done_by, row.done_by_name),
      })),
      ...(rows.length > limit && { next: shown.at(-1)?.request_id }),
    };
  },
);
