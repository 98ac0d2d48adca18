import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import { customerKind, suggestionKind } from '../../contract/kinds.ts';
import * as contract from '../../contract/operations.ts';
import type { FeedbackTables } from '../feedback-tables.ts';

interface Row {
  readonly id: string;
  readonly kind: 'feedback.suggestion' | 'feedback.customer';
  readonly number: string;
  readonly summary: { zh: string; en: string };
  readonly applicant_id: string;
  readonly name: string;
  readonly submitted_at: string;
  readonly state: 'received' | 'answered' | 'followedUp' | 'dropped';
  readonly ended_at: string | null;
}

export const listFeedback = handle<FeedbackTables>()(
  contract.listFeedback,
  async (context, { limit, cursor, whose }) => {
    const { personId } = context.person();
    const after = z.uuid().safeParse(cursor).data ?? null;
    const within =
      whose === 'mine'
        ? sql`r.applicant_id = ${personId}::uuid`
        : sql`(r.kind = ${customerKind.name} and r.form ->> 'handler' = ${personId}
            or r.kind = ${suggestionKind.name} and r.form ->> 'department' in (select t.descendant_id::text
              from directory.published_head h join directory.published_department_tree t on t.ancestor_id = h.department_id
              where h.person_id = ${personId}::uuid))`;
    const { rows } = await sql<Row>`
      select r.id, r.kind, r.number, r.summary, r.applicant_id, p.name, r.submitted_at, r.ended_at,
        case when r.status = 'approved' then 'followedUp'
          when r.status not in ('running', 'returned') then 'dropped'
          when 'followUp' = any(r.open_nodes) then 'answered' else 'received' end as state
      from approvals.published_request r join directory.published_person p on p.id = r.applicant_id
      where r.kind = any(${[suggestionKind.name, customerKind.name]}::text[]) and ${within}
        and (${after}::uuid is null or r.id < ${after}::uuid)
      order by r.id desc limit ${limit + 1}`.execute(context.db);
    const shown = rows.slice(0, limit);
    return {
      rows: shown.map((row) => ({
        requestId: row.id,
        kind: row.kind,
        number: row.number,
        summary: row.summary,
        by: { id: row.applicant_id, name: row.name },
        receivedAt: row.submitted_at,
        state: row.state,
        endedAt: row.ended_at,
      })),
      ...(rows.length > limit && { next: shown.at(-1)?.id }),
    };
  },
);
