import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { formProblemChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { designedHead } from '../templates/template-heads.ts';

export const answerFormProblem = handle<ApprovalsTables>()(
  contract.answerFormProblem,
  async (context, { problemId, answer }) => {
    const { rows } = await sql<{ kind: string; state: string; reporter_id: string }>`
      select kind, state, reporter_id from approvals.form_problem where id = ${problemId}::uuid for update`.execute(
      context.db,
    );
    const row = rows[0];
    if (!row) throw refuse(notFound);
    await designedHead(context, row.kind);
    if (row.state === 'answered') throw refuse(templateFailures.problemAnswered);
    await sql`update approvals.form_problem set state = 'answered', answer = ${answer.trim()},
      answered_by = ${context.person().personId}::uuid, answered_at = ${context.now.toString()}::timestamptz
      where id = ${problemId}::uuid`.execute(context.db);
    context.about('template', row.kind);
    context.emit(formProblemChanged, { kind: row.kind, problemId, reporterId: row.reporter_id, state: 'answered' });
    return {};
  },
);
