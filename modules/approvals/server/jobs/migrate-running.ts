import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { templateChanged } from '../../contract/template-events.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { governedHead } from '../templates/template-heads.ts';
import { loadVersion } from '../templates/version-table.ts';

/** How many requests one job moves at most; the rest is moved by the next. */
const MOST = 1_000;

/** Moves running requests to a version on purpose, each with an event in its history; those that can't stay as they are. */
export const migrateRunning = handle<ApprovalsTables>()(contract.migrateRunning, async (context, input) => {
  const { kind, version, reason, requestIds } = input;
  const head = await governedHead(context, kind);
  const to = await loadVersion(context.db, kind, version, head.program);
  if (!to) throw refuse(approvalFailures.noSuchKind);
  const { definition } = to.content;
  const { rows } = await sql<{ id: string; number: string }>`
    select i.id, i.number from approvals.instance i
    where i.kind = ${kind} and i.ended_at is null and i.definition_version <> ${version}
      and (${to.employerId}::uuid is null or i.employer_id = ${to.employerId}::uuid)
      and (${sql.val(requestIds ?? null)}::uuid[] is null or i.id = any(${sql.val(requestIds ?? null)}::uuid[]))
    order by i.submitted_at, i.id limit ${MOST}`.execute(context.db);
  let moved = 0;
  const left: { requestId: string; number: string; code: string }[] = [];
  for (const [index, { id, number }] of rows.entries()) {
    try {
      await carryOut(context, id, () => ({ command: { type: 'migrate', version, definition, reason } }));
      moved += 1;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      left.push({ requestId: id, number, code: refusal.failure.code });
    }
    context.progress(index + 1, rows.length);
  }
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'migrated', employerId: null, by: context.person().personId });
  return { moved, left };
});
