import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { formProblemChanged } from '../../contract/template-events.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { programKind } from '../templates/program-kind.ts';

/** Everybody may say it; a request that is named is one that the reporter may read. */
export const reportFormProblem = handle<ApprovalsTables>()(contract.reportFormProblem, async (context, input) => {
  const { kind, text, requestId } = input;
  const { personId } = context.person();
  if (!programKind(context, kind)) {
    const { rows } = await sql`select 1 from approvals.template where kind = ${kind} and state <> 'draft'`.execute(
      context.db,
    );
    if (rows.length === 0) throw refuse(approvalFailures.noSuchKind);
  }
  if (requestId !== undefined) await loadRequest(context, requestId);
  const problemId = context.newId();
  await sql`insert into approvals.form_problem (id, kind, instance_id, reporter_id, at, text, state)
    values (${problemId}::uuid, ${kind}, ${requestId ?? null}::uuid, ${personId}::uuid, ${context.now.toString()}::timestamptz,
      ${text.trim()}, 'open')`.execute(context.db);
  context.about('template', kind);
  context.emit(formProblemChanged, { kind, problemId, reporterId: personId, state: 'open' });
  return { problemId };
});
