import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { designTemplates } from '../../contract/permissions.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { storedKindOf } from '../kind-of.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { templateHeads } from '../templates/template-heads.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly instance_id: string | null;
  readonly reporter_id: string;
  readonly reporter_name: string;
  readonly at: string;
  readonly state: 'open' | 'answered';
  readonly answer: string | null;
  readonly answered_id: string | null;
  readonly answered_name: string | null;
  readonly answered_at: string | null;
}

export const listFormProblems = handle<ApprovalsTables>()(
  contract.listFormProblems,
  async (context, { kind, state, mine, limit, cursor }) => {
    const { personId } = context.person();
    const heads = context.may(designTemplates) ? await templateHeads(context) : [];
    const designed = heads.filter((head) => head.designs);
    const after = readPageCursor(cursor);
    const { rows } = await sql<Row>`
      select f.id, f.kind, f.text, f.instance_id, f.reporter_id, r.name as reporter_name, f.at, f.state, f.answer,
        a.id as answered_id, a.name as answered_name, f.answered_at
      from approvals.form_problem f join directory.published_person r on r.id = f.reporter_id
      left join directory.published_person a on a.id = f.answered_by
      where (f.reporter_id = ${personId}::uuid
          or (not ${mine}::boolean and f.kind = any(${sql.val(designed.map((head) => head.kind))}::text[])))
        and (${kind ?? null}::text is null or f.kind = ${kind ?? null}::text)
        and (${state ?? null}::text is null or f.state = ${state ?? null}::text)
        ${after ? sql`and (f.at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.at desc, f.id desc limit ${limit + 1}`.execute(context.db);
    const titles = new Map(heads.map((head) => [head.kind, head.title]));
    return pageOf(
      rows,
      limit,
      (row) => [row.at, row.id, ''],
      (row) => ({
        problemId: row.id,
        kind: row.kind,
        title: titles.get(row.kind) ?? storedKindOf(context, row.kind).title,
        text: row.text,
        requestId: row.instance_id,
        reporter: { id: row.reporter_id, name: row.reporter_name },
        at: row.at,
        state: row.state,
        answer: row.answer,
        answeredBy: row.answered_id === null ? null : { id: row.answered_id, name: row.answered_name ?? '' },
        answeredAt: row.answered_at,
        may:
          row.state === 'open' && designed.some((head) => head.kind === row.kind) ? (['answer'] as const).slice() : [],
      }),
    );
  },
);
